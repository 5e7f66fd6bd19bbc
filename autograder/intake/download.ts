/** What was downloaded from another system, as names and files: a folder as it lies, or a zip archive unpacked as far as it is needed. */
import { createWriteStream, lstatSync, readFileSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Entry, ZipFile } from "yauzl";
import { listFolder } from "./collect.ts";
import type { RefusedEntry } from "./collection.ts";
import { isNotebook } from "./entry-name.ts";
import { SIDE_FILES } from "./layouts/index.ts";
import { INTAKE_LIMITS } from "./limits.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { tooLarge } from "./parse.ts";
import { list, withZip } from "./zip-listing.ts";

export interface Download {
  /** Usable names, with `/`. */
  names: string[];
  refused: RefusedEntry[];
  /** Path of the file behind a name. */
  path(name: string): string;
  /** Text of a small file. */
  read(name: string): string;
}

/** Text beside notebooks may be this long at most: the metadata of a class of thousands. */
const SIDE_BYTES = 8 * 2 ** 20;

/** @param scratch a private folder for what comes out of an archive */
export async function openDownload(path: string, scratch: string): Promise<Outcome<Download>> {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts?.isFile()) return unpackZip(path, scratch);
  if (!facts?.isDirectory()) return refused(`expected a folder or a zip archive, got something else at ${path}`);
  const listing = listFolder(path);
  if (!listing.ok) return listing;
  return accepted(downloadOf(listing.value.names, listing.value.refused, (name) => join(path, name)));
}

function downloadOf(names: string[], out: RefusedEntry[], path: (name: string) => string): Download {
  const read = (name: string) => (lstatSync(path(name)).size > SIDE_BYTES ? "" : readFileSync(path(name), "utf8"));
  return { names, refused: out, path, read };
}

/** Entries get plain numbers as names: nothing in an archive says where a file goes. */
async function unpackZip(path: string, scratch: string): Promise<Outcome<Download>> {
  return withZip(path, async (zip) => {
    const listing = await list(zip);
    if (typeof listing === "string") return refused(listing);
    const paths = new Map<string, string>();
    for (const [name, entry] of listing.usable) {
      if (!isNotebook(name) && !SIDE_FILES.includes(basename(name))) continue;
      const file = join(scratch, String(paths.size));
      const problem = await unpackEntry(zip, entry, file, isNotebook(name) ? INTAKE_LIMITS.bytes : SIDE_BYTES);
      if (problem === undefined) paths.set(name, file);
      else listing.refused.push({ entry: name, reason: problem });
    }
    return accepted(downloadOf([...paths.keys()], listing.refused, (name) => paths.get(name)!));
  });
}

/** The file keeps the time that the archive gives it. Returns why it could not be unpacked. */
async function unpackEntry(zip: ZipFile, entry: Entry, file: string, most: number): Promise<string | undefined> {
  if (entry.uncompressedSize > most) return tooLarge(entry.uncompressedSize, most);
  try {
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { flags: "wx" }));
    const time = entry.getLastModDate();
    utimesSync(file, time, time);
    return undefined;
  } catch (error) {
    return `cannot be unpacked: ${(error as Error).message}`;
  }
}
