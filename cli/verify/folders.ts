/** Which assignments a verb is about. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Assignment } from "gradlab/autograder";

export interface Opened {
  assignments: Assignment[];
  /** Whether the reader asked for several: then each gets its own heading or line. */
  all: boolean;
}

/**
 * One assignment, or all in a folder.
 * @throws Error in words, naming every assignment that cannot be used: none is left out silently
 */
export async function openFolders(folder: string | undefined, all = false): Promise<Opened> {
  const { loadAssignment } = await import("gradlab/autograder");
  const loaded = (all ? assignmentFolders(folder ?? "assignments") : [folder!]).map(loadAssignment);
  const problems = loaded.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { assignments: loaded.flatMap((one) => (one.ok ? [one.assignment] : [])), all };
}

/** The folders in it that hold a notebook of their own name. */
function assignmentFolders(parent: string): string[] {
  const names = existsSync(parent) ? readdirSync(parent).sort() : [];
  const found = names.filter((name) => existsSync(join(parent, name, `${name}.ipynb`)));
  if (found.length === 0) throw new Error(`expected folders of assignments in ${parent}, got none`);
  return found.map((name) => join(parent, name));
}

/** The values of several assignments by name, or the one value itself. */
export function byName<Value>({ assignments, all }: Opened, values: Value[]): Value | Record<string, Value> {
  return all ? Object.fromEntries(assignments.map(({ name }, at) => [name, values[at]])) : values[0];
}
