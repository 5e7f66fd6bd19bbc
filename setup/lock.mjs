// One set-up at a time works on a folder of the cache; a lock left by a dead process is taken over.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Waits until no other process holds `path`, then holds it. The lock folder appears with its holder's pid already inside
 * (a rename), so nobody ever sees a lock without a holder.
 * @param {string} path
 * @returns {Promise<() => void>} the release
 */
export async function lock(path) {
  const mine = `${path}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, "pid"), String(process.pid));
  while (!moved(mine, path)) {
    if (!holderIsAlive(path)) rmSync(path, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return () => rmSync(path, { recursive: true, force: true });
}

function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function holderIsAlive(path) {
  try {
    process.kill(Number(readFileSync(join(path, "pid"), "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
