// Where set-up keeps what is large and shared between clones: the engine, the Python environment, data.
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The cache folder outside the clone (`GRADLAB_CACHE`, else the user's cache folder), with `parts` below it made. */
export function cacheFolder(/** @type {string[]} */ ...parts) {
  const base = process.env.GRADLAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gradlab");
  const folder = join(base, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
