/**
 * What a class handed in: a folder, or a zip archive of one, to one file per student. Who a notebook belongs to is where it lies, never
 * what it says.
 */
import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chooseNotebooks } from "./choose.ts";
import { collectZip } from "./collect-zip.ts";
import {
  COLLECT_LIMITS,
  type Collection,
  type CollectOptions,
  type RefusedEntry,
  type Submission,
} from "./collection.ts";
import { isArchive, isLitter, nameKey, nameProblem } from "./entry-name.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";

/** Collects a folder or a `.zip`; refused as a whole only where it cannot be read or is a bomb. */
export async function collect(path: string, options: CollectOptions): Promise<Outcome<Collection>> {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return refused(`expected a folder or a zip archive of submissions, got nothing at ${path}`);
  if (facts.isFile()) return collectZip(path, options);
  return facts.isDirectory()
    ? collectFolder(path, options)
    : refused(`expected a folder or a zip archive, got another kind of file at ${path}`);
}

function collectFolder(folder: string, options: CollectOptions): Outcome<Collection> {
  const listing = listFolder(folder);
  if (!listing.ok) return listing;
  const submissions = chooseNotebooks(listing.value.names, options.assignment).map(
    ({ student, name, warnings }): Submission => {
      const file = name && join(folder, name);
      return { student, file, received: lstatSync(file ?? folder).mtime.toISOString(), warnings };
    },
  );
  return accepted({ submissions, refused: listing.value.refused });
}

/** The usable names below a folder, folders as `name/.`, and what is not used. */
export function listFolder(folder: string): Outcome<{ names: string[]; refused: RefusedEntry[] }> {
  const names: string[] = [];
  const out: RefusedEntry[] = [];
  const problem = walk(folder, "", 1, names, out);
  return problem === undefined ? accepted({ names, refused: out }) : refused(problem);
}

/** Gathers the usable names below `folder`; returns a reason to give up on all of it. */
function walk(folder: string, prefix: string, depth: number, names: string[], out: RefusedEntry[]): string | undefined {
  const seen = new Set<string>();
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const name = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (isLitter(name)) continue;
    if (names.length + out.length > COLLECT_LIMITS.entries)
      return `expected at most ${COLLECT_LIMITS.entries} files, got more`;
    const reason =
      entryProblem(entry, name, seen) ?? (depth > COLLECT_LIMITS.depth ? "a folder nested too deeply" : undefined);
    if (reason !== undefined) out.push({ entry: name, reason });
    else if (!entry.isDirectory()) names.push(name);
    if (reason !== undefined || !entry.isDirectory()) continue;
    names.push(`${name}/.`);
    const problem = walk(folder, name, depth + 1, names, out);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Two names that one file system would take for the same are a trap when the folder is copied there. */
function entryProblem(entry: Dirent, name: string, seen: Set<string>): string | undefined {
  const key = nameKey(entry.name);
  if (seen.has(key)) return "a name that differs from another only in case or accents";
  seen.add(key);
  if (entry.isSymbolicLink()) return "a symbolic link";
  if (!entry.isFile() && !entry.isDirectory()) return "neither a file nor a folder";
  if (entry.isFile() && isArchive(name)) return "an archive among the submissions; unpack it first";
  return nameProblem(name);
}
