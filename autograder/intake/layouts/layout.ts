/** How another system lays out what a class handed in: from the names in its download to who handed in what, and when. */

/** Whatever the other system knows a student by. */
export interface Who {
  id?: string;
  email?: string;
  name?: string;
}

/** One notebook that was found. */
export interface Found {
  who: Who;
  /** Name of the notebook below the folder. */
  file: string;
  /** ISO time at which the other system received it; undefined where its download does not say. */
  received: string | undefined;
}

export interface Layout {
  name: string;
  /**
   * @param names usable names below the folder, with `/`
   * @param read the text of a small file among them
   * @returns undefined where this is another system's download
   */
  find(names: readonly string[], read: (name: string) => string): Found[] | undefined;
}

/** Small files besides notebooks that layouts read: unpacked with them. */
export const SIDE_FILES = ["submission_metadata.yml", "timestamp.txt"];

/** The ISO form of a time such as `2027-03-01 22:10:11.123456 UTC`; undefined where it is none. */
export function isoTime(text: string): string | undefined {
  const match = /^\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?\s*(Z|UTC|[+-]\d\d:?\d\d)?\s*$/.exec(text);
  if (!match) return undefined;
  const [, day, time, fraction = "0", zone = "Z"] = match;
  const offset = zone === "UTC" || zone === "Z" ? "Z" : zone.replace(/^(.\d\d):?/, "$1:");
  const at = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
