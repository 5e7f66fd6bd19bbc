/** The programs in the sandbox as one file each instead of two hundred: they start faster, and the view is smaller. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installed } from "./installed.ts";
import { cacheFolder, packageFolder } from "./launcher.ts";
import { reachableByAll } from "./reachable.ts";

const PROGRAMS = ["main", "attempts"];

/**
 * In the cache, unless sandboxes could not get there: root's run as other users, whom a private home keeps out. Then it is
 * dist/, beside the packages that every sandbox reads anyway.
 */
function bundlesFolder(): string {
  const cache = join(cacheFolder(), "runner");
  if (process.getuid?.() !== 0) return cache;
  mkdirSync(cache, { recursive: true });
  return reachableByAll(cache) ? cache : join(packageFolder, "dist", "runner");
}

/**
 * The folder with `main.cjs` and `attempts.cjs`, made where the compiled sources changed since. Several processes may ask at
 * once: each makes its own and one of them stays.
 */
export function runnerFolder(): string {
  const bundles = bundlesFolder();
  const folder = join(bundles, sourceStamp());
  if (existsSync(folder)) return folder;
  const staging = `${folder}.${process.pid}`;
  for (const program of PROGRAMS) bundle(program, staging);
  forgetOld(bundles);
  try {
    renameSync(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(staging, { recursive: true, force: true });
  }
  return folder;
}

/** By esbuild's own command, in a process of its own: it is needed once per build and then not loaded at all. */
function bundle(program: string, folder: string): void {
  const entry = join(packageFolder, "dist", "autograder", "sandbox", "runner", `${program}.js`);
  const command = createRequire(import.meta.url).resolve("esbuild/bin/esbuild");
  // One classic script, since a start-up snapshot (see programs.ts) knows no modules.
  const options = [
    "--bundle",
    "--platform=node",
    "--format=cjs",
    "--target=node20",
    "--supported:dynamic-import=false",
  ];
  const aliases = Object.entries(aliasFiles()).map(([name, file]) => `--alias:${name}=${file}`);
  const outside = OUTSIDE.map((name) => `--external:${name}`);
  const seenFrom = ["--define:import.meta.url=__from", `--banner:js=${banner()}`];
  const out = `--outfile=${join(folder, `${program}.cjs`)}`;
  const { status, stderr } = spawnSync(
    command,
    [entry, out, ...options, ...aliases, ...outside, ...seenFrom, "--log-level=error"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`bundling the sandbox's program failed: ${stderr}`);
}

/** Packages are looked for from where Gradlab lies, wherever the bundle does; a snapshot's own `require` knows only Node's. */
function banner(): string {
  const from = JSON.stringify(pathToFileURL(join(packageFolder, "dist", "autograder", "index.js")).href);
  return `const __from = ${from}; require = ((own) => (name) => {
  const { isBuiltin, createRequire } = own("node:module");
  return isBuiltin(name) ? own(name) : createRequire(__from)(name);
})(require);`;
}

/** What imports stand for: the package's own doors are part of the program, and what a snapshot cannot hold is loaded late. */
const ALIASES: Record<string, string> = {
  "gradlab/lib": "dist/lib/index.js",
  "gradlab/datasets": "dist/datasets/index.js",
  "gradlab/check": "dist/autograder/check/index.js",
  "gradlab/kernel": "dist/kernel/index.js",
  "gradlab/kernel/notebook": "dist/kernel/notebook/index.js",
  "oxc-parser": "dist/autograder/sandbox/runner/late-parser.js",
};

function aliasFiles(): Record<string, string> {
  const ours = Object.entries(ALIASES).map(([name, file]) => [name, join(packageFolder, file)]);
  // Its build for Node begins with looking for worker threads, which no snapshot can hold.
  const fflate = join(installed("fflate", installed("fast-png")) ?? "", "esm", "browser.js");
  return { ...Object.fromEntries(ours), ...(existsSync(fflate) ? { fflate } : {}) };
}

/** Packages with native code, which cannot be bundled (the view shows those that a sandbox needs), and what none needs. */
const OUTSIDE = ["@swc/core", "@tensorflow/*", "zeromq", "better-sqlite3", "typescript", "h5wasm"];

/** Changes whenever a compiled file does. */
function sourceStamp(): string {
  const digest = createHash("sha256").update(process.version);
  for (const part of PARTS) {
    const folder = join(packageFolder, "dist", part);
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (!name.endsWith(".js") || name.endsWith(".test.js")) continue;
      const { size, mtimeMs } = statSync(join(folder, name));
      digest.update(`${part}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return digest.digest("hex").slice(0, 16);
}

const PARTS = ["lib", "datasets", "kernel", "autograder/check", "autograder/membrane", "autograder/sandbox"];

/** Bundles of earlier builds. */
function forgetOld(bundles: string): void {
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name);
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - made > WEEK) rmSync(folder, { recursive: true, force: true });
  }
}

const WEEK = 7 * 24 * 3600 * 1000;
