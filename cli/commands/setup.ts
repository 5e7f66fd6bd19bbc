/** `gradlab setup`: what this machine needs besides npm packages: the gradebook's database, the native engine, the sandbox launcher. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";

export function addSetup(root: Command): void {
  root
    .command("setup")
    .description("build and fetch what this machine needs, once: database library, native engine, sandbox launcher")
    .action(run);
}

/** The steps are plain JavaScript beside the package, since a clone runs them before anything is compiled. */
async function run(): Promise<void> {
  const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
  const { setUpMachine } = await import(pathToFileURL(join(project, "setup", "machine.mjs")).href);
  await setUpMachine();
}
