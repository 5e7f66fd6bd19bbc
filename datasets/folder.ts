/** Where data sets lie on this machine: outside every clone, so that clones share them. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { DEFAULT_SEED, type Seed } from "./draw.ts";

type Environment = Record<string, string | undefined>;

/** The folder that `gradlab data get` and `make` write: `data` in GRADLAB_CACHE, else in the user's cache folder. */
export function dataFolder(env: Environment = process.env): string {
  const base = env.GRADLAB_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gradlab");
  return join(base, "data");
}

/** Where files are looked for, first come first served: GRADLAB_REAL_DATA (files that someone put there), then the cache. */
export function dataFolders(env: Environment = process.env): string[] {
  return [...(env.GRADLAB_REAL_DATA ? [env.GRADLAB_REAL_DATA] : []), dataFolder(env)];
}

/** The first of the paths (relative to a data folder) that exists in one of the folders. */
export function findData(paths: string[], folders: string[] = dataFolders()): string | undefined {
  return folders.flatMap((folder) => paths.map((path) => join(folder, path))).find((path) => existsSync(path));
}

/**
 * Where the cache keeps a made set; nowhere (undefined) for other seeds than the common one, which may be secret: their
 * names and their labels must not lie where a student's process can read them, and no one asks for them twice.
 *
 * @param kind the set and the version of what makes it
 */
export function cacheName(kind: string, seed: Seed, ...sizes: number[]): string | undefined {
  return String(seed) === String(DEFAULT_SEED) ? [`${kind}/seed${seed}`, ...sizes].join("-") : undefined;
}

/**
 * Reads the files of a made data set from the cache; where they are not there, makes them and keeps them.
 * A cache that cannot be written (a sandbox, a full disk) only costs the time of making them again.
 *
 * @param set the folder below the data folder, which names everything the files depend on; undefined: made each time
 * @param names the files that the set needs
 */
export function cachedFiles(
  set: string | undefined,
  names: string[],
  make: () => Map<string, Uint8Array>,
  folder = dataFolder(),
): Map<string, Uint8Array> {
  if (set === undefined) return make();
  return readAll(join(folder, set), names) ?? keep(set, make(), folder);
}

/** The same for files that can only be made asynchronously. */
export async function cachedFilesAsync(
  set: string | undefined,
  names: string[],
  make: () => Promise<Map<string, Uint8Array>>,
  folder = dataFolder(),
): Promise<Map<string, Uint8Array>> {
  if (set === undefined) return make();
  return readAll(join(folder, set), names) ?? keep(set, await make(), folder);
}

function keep(set: string, files: Map<string, Uint8Array>, folder: string): Map<string, Uint8Array> {
  for (const [name, bytes] of files) tryWrite(join(folder, set, name), bytes);
  return files;
}

function readAll(folder: string, names: string[]): Map<string, Uint8Array> | undefined {
  try {
    return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  } catch {
    return undefined;
  }
}

/** Writes beside the place and renames, so that a reader never sees half a file. */
function tryWrite(path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}.part`;
    writeFileSync(beside, bytes);
    renameSync(beside, path);
  } catch {
    // Nothing to do: the bytes are in memory, and the next run makes them again.
  }
}
