import { realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Whether every user may get to a path: root's sandboxes are other users, and only a mount shows them what a private folder holds. */
export function reachableByAll(path: string): boolean {
  for (let folder = dirname(realpathSync(path)); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
