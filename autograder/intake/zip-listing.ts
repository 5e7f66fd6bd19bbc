/** What a zip archive holds: every entry is judged by its header before a byte of it is unpacked. */
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { COLLECT_LIMITS, type RefusedEntry } from "./collection.ts";
import { isArchive, isLitter, nameKey, nameProblem } from "./entry-name.ts";
import { inWords } from "./limits.ts";
import { type Outcome, refused } from "./outcome.ts";

/** Entries by their names, in the archive's order. */
export interface Listing {
  usable: Map<string, Entry>;
  refused: RefusedEntry[];
}

/** Opens the archive for `use` and closes it whatever comes; what cannot be read as one is refused in words. */
export async function withZip<T>(path: string, use: (zip: ZipFile) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  let zip: ZipFile | undefined;
  try {
    // Names are decoded here: the package's own check would give up on the whole archive for one bad name.
    const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true };
    zip = await openPromise(path, options);
    return await use(zip);
  } catch (error) {
    return refused(`expected a zip archive that can be read, got: ${(error as Error).message}`);
  } finally {
    zip?.close();
  }
}

/** Judges all headers; returns a sentence where the archive as a whole is a bomb. */
export async function list(zip: ZipFile): Promise<Listing | string> {
  if (zip.entryCount > COLLECT_LIMITS.entries)
    return `expected at most ${COLLECT_LIMITS.entries} entries, got ${zip.entryCount}`;
  const listing: Listing = { usable: new Map(), refused: [] };
  const seen = new Set<string>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    bytes += entry.uncompressedSize;
    if (bytes > COLLECT_LIMITS.bytes) return `expected at most ${inWords(COLLECT_LIMITS.bytes)} unpacked, got more`;
    const reason = entryProblem(entry, name, seen);
    if (reason !== undefined) listing.refused.push({ entry: name, reason });
    else if (name.endsWith("/")) listing.usable.set(`${name}.`, entry);
    else if (!isLitter(name)) listing.usable.set(name, entry);
  }
  return listing;
}

function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
}

/** Unix file types in the upper half of the attributes; 0 where another system wrote the archive. */
const FILE_TYPE = 0o170000;
const PLAIN = [0, 0o100000, 0o040000];

function entryProblem(entry: Entry, name: string, seen: Set<string>): string | undefined {
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  const key = nameKey(name);
  const reason = nameProblem(name);
  if (reason !== undefined) return reason;
  if (type === 0o120000) return "a symbolic link";
  if (!PLAIN.includes(type)) return "neither a file nor a folder";
  if ((entry.generalPurposeBitFlag & 1) !== 0) return "an encrypted entry";
  if (isArchive(name)) return "an archive within the archive";
  if (seen.has(key)) return "a name that is there twice, or differs from another only in case or accents";
  seen.add(key);
  return undefined;
}
