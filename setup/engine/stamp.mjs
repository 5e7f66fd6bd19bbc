// The stamp of a finished engine folder: names, sizes and SHA-256 of its files, so that a damaged cache is seen and redone.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * @typedef {object} Stamp
 * @property {string} from what the engine was made from, in words
 * @property {Record<string, { bytes: number, changed: number, sha256: string }>} files by path in the folder
 */

const name = "stamp.json";

/** Writes the stamp, last of all: a folder without one is unfinished. */
export async function writeStamp(folder, { from, files }) {
  const entries = await Promise.all(files.map(async (file) => [file, await describe(join(folder, file))]));
  writeFileSync(join(folder, name), JSON.stringify({ from, files: Object.fromEntries(entries) }, null, 2));
}

/**
 * The stamp when the folder is whole, else undefined. A file whose size and time are as stamped is taken as it is (so a
 * second set-up costs nothing); one whose time has changed is read and compared by its digest.
 * @returns {Promise<Stamp | undefined>}
 */
export async function readStamp(folder) {
  const stamp = parse(join(folder, name));
  if (!stamp) return undefined;
  for (const [file, expected] of Object.entries(stamp.files)) {
    if (!(await isAsStamped(join(folder, file), expected))) return undefined;
  }
  return stamp;
}

function parse(path) {
  if (!existsSync(path)) return undefined;
  try {
    const stamp = JSON.parse(readFileSync(path, "utf8"));
    return typeof stamp.files === "object" ? stamp : undefined;
  } catch {
    return undefined;
  }
}

async function isAsStamped(path, expected) {
  if (!existsSync(path)) return false;
  const { size, mtimeMs } = statSync(path);
  if (size !== expected.bytes) return false;
  return mtimeMs === expected.changed || (await sha256(path)) === expected.sha256;
}

async function describe(path) {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, changed: mtimeMs, sha256: await sha256(path) };
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
