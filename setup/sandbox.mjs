// Compiles the sandbox launcher into the cache outside the clone. `node setup/sandbox.mjs` runs it alone.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./cache.mjs";
import { command } from "./command.mjs";

const sources = join(import.meta.dirname, "..", "autograder", "sandbox", "launcher");

/** Where the launcher of these very sources lies: a change of a source gives another folder. */
export function launcherPath() {
  const names = readdirSync(sources).sort();
  const digest = createHash("sha256");
  for (const name of names) digest.update(name).update(readFileSync(join(sources, name)));
  return join(cacheFolder("sandbox"), digest.digest("hex").slice(0, 16), "gradlab-sandbox");
}

/**
 * Makes the launcher, unless it is there already.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ detail: string, mend?: string }>}
 */
export async function setUpSandbox({ log = () => {} } = {}) {
  if (process.platform !== "linux")
    return none(`no sandbox for ${process.platform} yet`, "grade on Linux or in a container");
  const launcher = launcherPath();
  if (existsSync(launcher)) return { detail: "compiled" };
  const compiler = process.env.CC ?? "cc";
  log(`compiling the sandbox launcher with ${compiler}`);
  try {
    await compile(compiler, launcher);
    return { detail: "compiled" };
  } catch (error) {
    const reason = error.message.split("\n")[0];
    return none(`no sandbox: ${reason}`, "install a C compiler (Debian: apt-get install build-essential)");
  }
}

function none(detail, mend) {
  return { detail, mend };
}

/** Compiles beside the final place and moves it there whole, so that nobody ever runs half of it. */
async function compile(compiler, launcher) {
  const folder = join(launcher, "..");
  mkdirSync(folder, { recursive: true });
  const staging = `${launcher}.making-${process.pid}`;
  const files = readdirSync(sources).filter((name) => name.endsWith(".c"));
  try {
    await command(compiler, ["-O2", "-Wall", "-o", staging, ...files], { cwd: sources });
    renameSync(staging, launcher);
  } finally {
    rmSync(staging, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log((await setUpSandbox({ log: console.log })).detail);
