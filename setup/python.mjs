// The Python environment of the tests (NumPy, Jupyter's clients), in the cache outside the clone; `npm start` does not need it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./cache.mjs";
import { command } from "./command.mjs";
import { lock } from "./lock.mjs";

const requirements = join(import.meta.dirname, "requirements-test.txt");

/** The folder of the environment for the requirements as they stand now: a changed file gives a new folder. */
function environmentFolder() {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  return join(cacheFolder("python"), digest);
}

/** The interpreter of the tests' Python environment; the environment is made first where it is missing. */
export async function setUpPython(/** @type {(line: string) => void} */ log = () => {}) {
  const folder = environmentFolder();
  const interpreter = join(folder, "bin", "python");
  if (existsSync(join(folder, "ready"))) return interpreter;
  await makeEnvironment(folder, log);
  return interpreter;
}

async function makeEnvironment(folder, log) {
  const release = await lock(`${folder}.lock`);
  try {
    if (existsSync(join(folder, "ready"))) return;
    rmSync(folder, { recursive: true, force: true });
    log("making a Python environment");
    await command(process.env.PYTHON ?? "python3", ["-m", "venv", folder]);
    log("installing NumPy and Jupyter's tools");
    await command(join(folder, "bin", "python"), [
      "-m",
      "pip",
      "install",
      "-q",
      "--disable-pip-version-check",
      "-r",
      requirements,
    ]);
    writeFileSync(join(folder, "ready"), new Date().toISOString());
  } finally {
    release();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await setUpPython(console.error));
