/** Whose a submission is: what another system knows a student by, looked up in the roster. */
import type { Student } from "./course.ts";

export interface Known {
  id?: string;
  email?: string;
  name?: string;
}

export type Finding = { ok: true; student: Student } | { ok: false; reason: string };

/** By id, then by email address, then by name where only one student has it: a guess would give one student another's work. */
export function findStudent(roster: readonly Student[], { id, email, name }: Known): Finding {
  const byId = id === undefined ? [] : roster.filter((one) => same(one.id, id));
  const byEmail = email === undefined ? [] : roster.filter((one) => one.email !== "" && same(one.email, email));
  const byName = name === undefined ? [] : roster.filter((one) => namesOf(one).includes(nameKey(name)));
  const found = [byId, byEmail, byName].find((some) => some.length > 0) ?? [];
  if (found.length === 1) return { ok: true, student: found[0] };
  const wanted = [id, email, name].filter(Boolean).join(", ") || "somebody without id, email or name";
  if (found.length === 0) return { ok: false, reason: `expected a student of the roster, got ${wanted}` };
  const several = found.map((one) => one.id).join(", ");
  return { ok: false, reason: `expected one student of the roster, got ${wanted}, which may be ${several}` };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}

/** Letters and digits alone: `Lovelace, Ada` and Canvas's `lovelaceada` are one key. */
function nameKey(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** A name as it is written, and with the last name first. */
function namesOf({ id, name }: Student): string[] {
  const words = name.trim().split(/\s+/);
  const turned = [words.at(-1), ...words.slice(0, -1)].join("");
  return [nameKey(name), nameKey(turned), nameKey(id)];
}
