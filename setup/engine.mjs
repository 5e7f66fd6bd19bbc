// Sets up the native engine: libtensorflow and the binding of @tensorflow/tfjs-node, kept in the cache outside the clone
// and linked into node_modules. `node setup/engine.mjs` runs it alone.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./cache.mjs";
import { bindingPath, buildBinding, tryBinding } from "./engine/binding.mjs";
import { setUpKernels } from "./engine/kernels.mjs";
import { installOfficially, officialIsReachable } from "./engine/official.mjs";
import { readStamp, writeStamp } from "./engine/stamp.mjs";
import { layout, wheels } from "./engine/versions.mjs";
import { findPython, unpackLibrary } from "./engine/wheel.mjs";
import { lock } from "./lock.mjs";
import { packageFolder } from "./package-folder.mjs";

/** @typedef {{ engine: "tensorflow" | "typescript", detail: string, mend?: string }} EngineState */

const tfjsNode = packageFolder("@tensorflow/tfjs-node");

/**
 * Makes the native engine usable in this clone; a second run finds it in the cache and answers at once. Where it cannot
 * be had, the answer says why and how to mend it, and Gradlab computes in TypeScript.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<EngineState>}
 */
export async function setUpEngine({ log = () => {} } = {}) {
  try {
    const folder = join(cacheFolder("engine"), folderName());
    const stamp = (await readStamp(folder)) ?? (await makeUnderLock(folder, log));
    const lacking = await setUpKernels(folder, log);
    linkIntoPackage(folder);
    return { engine: "tensorflow", detail: lacking ? `${stamp.from}, without kernels: ${lacking}` : stamp.from };
  } catch (error) {
    return {
      engine: "typescript",
      detail: `computing in TypeScript (same results, slower): ${error.message.split("\n")[0]}`,
      mend: error.mend ?? "`node setup/engine.mjs` tries the native engine again",
    };
  }
}

function folderName() {
  if (!existsSync(tfjsNode)) throw failure("@tensorflow/tfjs-node is not installed", "run `npm ci` first");
  const { version } = JSON.parse(readFileSync(join(tfjsNode, "package.json"), "utf8"));
  const wheel = wheels[`${process.platform}-${process.arch}`];
  return `${layout}-tfjs-node-${version}-${wheel ? `tensorflow-${wheel.version}` : "official"}-${process.platform}-${process.arch}`;
}

/** Several set-ups may start at once: one makes the engine, the others wait and find it made. */
async function makeUnderLock(folder, log) {
  const release = await lock(`${folder}.lock`);
  try {
    return (await readStamp(folder)) ?? (await make(folder, log));
  } finally {
    release();
  }
}

/** Makes the engine beside its place and moves it there when it is whole, so nobody ever sees half of one. */
async function make(folder, log) {
  const staging = `${folder}.making-${process.pid}`;
  sweep(folder);
  mkdirSync(staging, { recursive: true });
  try {
    const from = await fill(staging, log);
    await tryBinding(join(staging, bindingPath));
    await writeStamp(staging, { from, files: libraryFiles(staging) });
    rmSync(folder, { recursive: true, force: true });
    renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return readStamp(folder);
}

/** Removes what an interrupted set-up left (we hold the lock, so nobody is at work there). */
function sweep(folder) {
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${folder.slice(parent.length + 1)}.making-`))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

async function fill(staging, log) {
  if (await officialIsReachable()) {
    log("downloading the official libtensorflow");
    try {
      await installOfficially(staging, tfjsNode);
      return "TensorFlow from the package's official download";
    } catch (error) {
      log(`the official download failed (${error.message.split("\n")[0]}); taking the wheel`);
      rmSync(staging, { recursive: true, force: true });
    }
  }
  return fillFromWheel(staging, log);
}

async function fillFromWheel(staging, log) {
  const wheel = wheels[`${process.platform}-${process.arch}`];
  if (!wheel) throw failure(`no libtensorflow for ${process.platform}-${process.arch}`, "use Linux on x86-64 or ARM64");
  const python = await findPython();
  if (!python)
    throw failure("no Python with pip found", "install Python 3.9 or newer with pip, then run `node setup/engine.mjs`");
  await step("getting libtensorflow", "let pip reach PyPI or an index that holds the wheel", log, () =>
    unpackLibrary(staging, { python, wheel, log }),
  );
  log("building the binding");
  await step(
    "building the binding",
    "install a C++ compiler and make (Debian: apt-get install build-essential)",
    log,
    () => buildBinding(staging, tfjsNode),
  );
  return `TensorFlow ${wheel.version} (from the ${wheel.project} wheel)`;
}

/** Does `work`; when it fails, its whole output is logged and one line with the way to mend it goes up. */
async function step(title, mend, log, work) {
  try {
    await work();
  } catch (error) {
    log(error.message);
    throw failure(`${title} failed`, `${mend}, then run \`node setup/engine.mjs\``);
  }
}

function failure(message, mend) {
  return Object.assign(new Error(message), { mend });
}

/** Every library of the engine folder, links left out (they carry no bytes of their own). */
function libraryFiles(folder) {
  const files = [];
  for (const part of [join("deps", "lib"), dirname(bindingPath)]) {
    for (const name of readdirSync(join(folder, part))) {
      if (lstatSync(join(folder, part, name)).isFile()) files.push(join(part, name));
    }
  }
  return files;
}

/** The package finds its binding under lib/napi-v8; the binding finds the library beside itself in the cache. */
function linkIntoPackage(folder) {
  const link = join(tfjsNode, dirname(bindingPath));
  const target = join(folder, dirname(bindingPath));
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
    if (readlinkSync(link) === target) return;
  } else {
    rmSync(link, { recursive: true, force: true });
  }
  mkdirSync(dirname(link), { recursive: true });
  const fresh = `${link}.${process.pid}`;
  symlinkSync(target, fresh, "junction");
  renameSync(fresh, link);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { engine, detail, mend } = await setUpEngine({ log: console.error });
  console.log(`${engine}: ${detail}`);
  if (mend) console.log(`what to do: ${mend}`);
}
