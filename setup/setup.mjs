// `npm run setup`: everything that Gradlab needs on this machine, each step skipped when it is already so.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { machineSteps } from "./machine.mjs";
import { installPackages } from "./packages.mjs";
import { runSteps } from "./steps.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @type {import("./steps.mjs").Step[]} */
export const setUpSteps = [
  {
    title: "Node.js",
    run: async () => checkNode(),
    mend: "install Node.js 20.19 or newer from nodejs.org or your package manager",
  },
  {
    title: "npm packages",
    run: () => installPackages(root),
    mend: "check that the npm registry can be reached, then run the same command again",
  },
  ...machineSteps,
  { title: "build", run: () => build(root), mend: "the sources do not compile: mend the errors above" },
];

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`expected Node.js 20.19 or newer, got ${process.versions.node}`);
  if (!existsSync(join(root, "package-lock.json")))
    throw new Error(`expected package-lock.json in ${root}: is the clone complete?`);
  return process.version;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await runSteps(setUpSteps);
