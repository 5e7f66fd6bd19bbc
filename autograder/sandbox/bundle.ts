/** The program in the sandbox as a few files instead of two hundred: it starts in half the time, and the view is smaller. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { packageFolder } from "./launcher.ts";

const PROGRAMS = ["main", "attempts"];

/** Below dist/, so that imports of npm packages are found from there. */
const bundles = join(packageFolder, "dist", "sandbox");

/**
 * The folder with `main.js` and `attempts.js`, made where the compiled sources changed since. Several processes may ask at
 * once: each makes its own and one of them stays.
 */
export function runnerFolder(): string {
  const folder = join(bundles, sourceStamp());
  if (existsSync(folder)) return folder;
  const staging = `${folder}.${process.pid}`;
  bundle(staging);
  mkdirSync(bundles, { recursive: true });
  forgetOthers();
  try {
    renameSync(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(staging, { recursive: true, force: true });
  }
  return folder;
}

/** By esbuild's own command, in a process of its own: it is needed once per build and then not loaded at all. */
function bundle(outdir: string): void {
  const programs = join(packageFolder, "dist", "autograder", "sandbox", "runner");
  const command = createRequire(import.meta.url).resolve("esbuild/bin/esbuild");
  // The package's own doors and plain npm packages are part of the program; what has native code stays outside.
  const doors = DOORS.map((door) => `--alias:gradlab/${door}=${doorFile(door)}`);
  const options = ["--bundle", "--splitting", "--platform=node", "--format=esm", "--target=node20"];
  const outside = NATIVE_PACKAGES.map((name) => `--external:${name}`);
  const entries = PROGRAMS.map((name) => join(programs, `${name}.js`));
  const { status, stderr } = spawnSync(
    command,
    [...entries, `--outdir=${outdir}`, ...options, ...outside, ...doors, "--log-level=error", `--banner:js=${REQUIRE}`],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`bundling the sandbox's program failed: ${stderr}`);
}

/** Older packages among the bundled ones call `require`, which a module does not have. */
const REQUIRE =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/** Packages with native code, which cannot be bundled; the view shows those that a sandbox needs. */
const NATIVE_PACKAGES = ["oxc-parser", "@swc/core", "@tensorflow/*", "zeromq", "better-sqlite3", "typescript"];

const DOORS = ["lib", "datasets", "check", "kernel", "kernel/notebook"];

function doorFile(door: string): string {
  return join(packageFolder, "dist", door === "check" ? join("autograder", "check") : door, "index.js");
}

/** Changes whenever a compiled file does. */
function sourceStamp(): string {
  const digest = createHash("sha256");
  for (const part of [
    "lib",
    "datasets",
    "kernel",
    "autograder/check",
    "autograder/membrane",
    "autograder/sandbox/runner",
  ]) {
    const folder = join(packageFolder, "dist", part);
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (!name.endsWith(".js")) continue;
      const { size, mtimeMs } = statSync(join(folder, name));
      digest.update(`${part}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return digest.digest("hex").slice(0, 16);
}

/** Bundles of earlier builds; a running sandbox keeps the files that it has open. */
function forgetOthers(): void {
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name);
    if (Date.now() - statSync(folder).mtimeMs > DAY) rmSync(folder, { recursive: true, force: true });
  }
}

const DAY = 24 * 3600 * 1000;
