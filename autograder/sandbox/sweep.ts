/** At a level without a folder of its own for each sandbox: what a sandbox's own user left where every user may write. */
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folders that every user may write to, on every Linux. */
const SHARED = ["/tmp", "/var/tmp", "/dev/shm"];

/**
 * Removes the files and folders of a user from shared folders; links go, not what they lead to. All processes of that user have
 * ended before, so nothing is changed meanwhile. What cannot be removed stays.
 *
 * @param uid the sandbox's own, which nobody else has
 */
export function sweep(uid: number, folders: readonly string[] = [...new Set([...SHARED, tmpdir()])]): void {
  for (const folder of folders) {
    for (const path of entriesOf(folder)) if (ownerOf(path) === uid) remove(path);
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return []; // not on this machine
  }
}

function ownerOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.uid;
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // a file that is held fast by its flags, say; the next sandbox's user is another one
  }
}
