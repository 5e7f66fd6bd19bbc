/** File names from students' names: no name can leave its folder, hide another, or be one that a system keeps for itself. */

/** Names that Windows takes for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name for each student, in their order: letters, digits and `._@+-` as they are, all else as `%` and hex. Names that differ only in
 * case, or are too long, get a number.
 */
export function fileNames(students: readonly string[]): string[] {
  const taken = new Set<string>();
  return students.map((student) => {
    const stem = safe(student);
    let name = stem;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}~${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function safe(student: string): string {
  const name = [...student.normalize("NFC")].map((one) => (/[\w.@+-]/.test(one) ? one : hex(one))).join("");
  const named = name.replace(/^[.-]/, (mark) => hex(mark)).replace(/\.$/, "%2E");
  return (named === "" || DEVICE.test(named) ? `_${named}` : named).slice(0, 120);
}

function hex(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
