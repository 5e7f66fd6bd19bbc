// The build: TypeScript to dist/, where everything that runs in a process of its own runs from.
import { join } from "node:path";
import { command } from "./command.mjs";

/** Compiles the sources (incremental, about a second). A type error fails it. */
export async function build(root) {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  for (const project of ["tsconfig.json", "autograder/serve/client/tsconfig.json"])
    await command(process.execPath, [compiler, "-p", project], { cwd: root });
  return "compiled to dist/";
}
