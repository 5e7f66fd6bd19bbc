/** A zip archive of submissions: only notebooks are unpacked. */
import { createWriteStream, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ZipFile } from "yauzl";
import { fileNames } from "../report/file-names.ts";
import { type Choice, chooseNotebooks } from "./choose.ts";
import type { Collection, CollectOptions, Submission } from "./collection.ts";
import { INTAKE_LIMITS } from "./limits.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { tooLarge } from "./parse.ts";
import { type Listing, list, withZip } from "./zip-listing.ts";

/** Collects a `.zip`: unpacks the notebook of each student to `<scratch>/<student>/`. */
export async function collectZip(path: string, options: CollectOptions): Promise<Outcome<Collection>> {
  const received = statSync(path).mtime.toISOString();
  return withZip(path, async (zip) => {
    const listing = await list(zip);
    if (typeof listing === "string") return refused(listing);
    const choices = chooseNotebooks([...listing.usable.keys()], options.assignment);
    const folders = fileNames(choices.map(({ student }) => student));
    const submissions: Submission[] = [];
    for (const [index, choice] of choices.entries())
      submissions.push({ ...(await unpack(zip, listing, choice, join(options.scratch, folders[index]))), received });
    return accepted({ submissions, refused: listing.refused });
  });
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
