// libtensorflow from PyPI, by whatever pip this machine has.
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { command } from "../command.mjs";
import { sha256 } from "./stamp.mjs";
import { wheelPython } from "./versions.mjs";

/** The first Python that can run pip, or undefined. */
export async function findPython() {
  for (const python of [process.env.PYTHON, "python3", "python", "/usr/bin/python3"].filter(Boolean)) {
    try {
      await command(python, ["-m", "pip", "--version"]);
      return python;
    } catch {
      // the next one may have it
    }
  }
  return undefined;
}

/** Downloads `wheel` into `folder` and checks it against its digest. Returns its path. */
async function download(python, wheel, folder) {
  const args = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"];
  const which = ["--python-version", wheelPython, "--platform", wheel.platform, `${wheel.project}==${wheel.version}`];
  await command(python, [...args, "--dest", folder, ...which]);
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith(".whl")) ?? "");
  const digest = await sha256(file);
  if (digest !== wheel.sha256) throw new Error(`expected SHA-256 ${wheel.sha256} of ${file}, got ${digest}`);
  return file;
}

/**
 * Puts libtensorflow and its headers under `folder`/deps, under the names that the package's binding.gyp links.
 * @param {string} folder
 * @param {{ python: string, wheel: import("./versions.mjs").Wheel, log: (line: string) => void }} options
 */
export async function unpackLibrary(folder, { python, wheel, log }) {
  const downloads = join(folder, "download");
  const deps = join(folder, "deps");
  mkdirSync(downloads, { recursive: true });
  log(`downloading ${wheel.project} ${wheel.version} (${wheel.megabytes} MB)`);
  const file = await download(python, wheel, downloads);
  log("unpacking libtensorflow (850 MB)");
  await command(python, [join(import.meta.dirname, "unpack_wheel.py"), file, deps]);
  rmSync(downloads, { recursive: true });
  symlinkSync("libtensorflow_cc.so.2", join(deps, "lib", "libtensorflow.so"));
  symlinkSync("libtensorflow_framework.so.2", join(deps, "lib", "libtensorflow_framework.so"));
}
