/** Finds the compiled launcher (setup/sandbox.mjs makes it) and makes named pipes with it. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The folder of the package: `package.json`, `dist/`, `autograder/`. */
export const packageFolder = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));

/** Where set-up puts the launcher of the present sources; the same rule as in setup/sandbox.mjs. */
export function launcherPath(): string {
  const sources = join(packageFolder, "autograder", "sandbox", "launcher");
  const digest = createHash("sha256");
  for (const name of readdirSync(sources).sort()) digest.update(name).update(readFileSync(join(sources, name)));
  return join(cacheFolder(), "sandbox", digest.digest("hex").slice(0, 16), "gradlab-sandbox");
}

/** The cache outside the clone, as in setup/cache.mjs. */
export function cacheFolder(): string {
  return process.env.GRADLAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gradlab");
}

/** The launcher's path, or undefined where set-up could not make it. */
export function findLauncher(): string | undefined {
  const path = launcherPath();
  return existsSync(path) ? path : undefined;
}

/** Makes named pipes at the paths; throws where that fails. */
export function makeFifos(launcher: string, paths: string[]): void {
  const { status, stderr, error } = spawnSync(launcher, ["fifo", ...paths], { encoding: "utf8" });
  if (status !== 0) throw new Error(`making named pipes failed: ${error?.message ?? stderr}`);
}
