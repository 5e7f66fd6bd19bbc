/** A zip archive of submissions: every entry is judged by its header before a byte of it is unpacked, and only notebooks are unpacked. */
import { createWriteStream, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { fileNames } from "../report/file-names.ts";
import { type Choice, chooseNotebooks } from "./choose.ts";
import {
  COLLECT_LIMITS,
  type Collection,
  type CollectOptions,
  type RefusedEntry,
  type Submission,
} from "./collection.ts";
import { isArchive, isLitter, nameKey, nameProblem } from "./entry-name.ts";
import { INTAKE_LIMITS, inWords } from "./limits.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { tooLarge } from "./parse.ts";

/** Entries by their names, in the archive's order. */
interface Listing {
  usable: Map<string, Entry>;
  refused: RefusedEntry[];
}

/** Collects a `.zip`: unpacks the notebook of each student to `<scratch>/<student>/`. */
export async function collectZip(path: string, options: CollectOptions): Promise<Outcome<Collection>> {
  const received = statSync(path).mtime.toISOString();
  let zip: ZipFile | undefined;
  try {
    // Names are decoded here: the package's own check would give up on the whole archive for one bad name.
    zip = await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
    });
    const listing = await list(zip);
    if (typeof listing === "string") return refused(listing);
    const choices = chooseNotebooks([...listing.usable.keys()], options.assignment);
    const folders = fileNames(choices.map(({ student }) => student));
    const submissions: Submission[] = [];
    for (const [index, choice] of choices.entries())
      submissions.push({ ...(await unpack(zip, listing, choice, join(options.scratch, folders[index]))), received });
    return accepted({ submissions, refused: listing.refused });
  } catch (error) {
    return refused(`expected a zip archive that can be read, got: ${(error as Error).message}`);
  } finally {
    zip?.close();
  }
}

/** Judges all headers; returns a sentence where the archive as a whole is a bomb. */
async function list(zip: ZipFile): Promise<Listing | string> {
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

/** Unpacks one student's notebook; where that fails, the student has a submission without a file and a warning that says why. */
async function unpack(zip: ZipFile, { usable, refused: out }: Listing, choice: Choice, folder: string) {
  const { student, name, warnings } = choice;
  const entry = name === undefined ? undefined : usable.get(name);
  if (name === undefined || entry === undefined) return { student, file: undefined, warnings };
  if (entry.uncompressedSize > INTAKE_LIMITS.bytes) {
    out.push({ entry: name, reason: tooLarge(entry.uncompressedSize, INTAKE_LIMITS.bytes) });
    return { student, file: undefined, warnings: [...warnings, tooLarge(entry.uncompressedSize, INTAKE_LIMITS.bytes)] };
  }
  const file = join(folder, "notebook.ipynb");
  mkdirSync(dirname(file), { recursive: true });
  try {
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { flags: "wx" }));
    return { student, file, warnings };
  } catch (error) {
    const reason = `cannot be unpacked: ${(error as Error).message}`;
    out.push({ entry: name, reason });
    return { student, file: undefined, warnings: [...warnings, reason] };
  }
}
