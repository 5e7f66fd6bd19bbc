// The build: TypeScript to dist/, where everything that runs in a process of its own runs from.
import { join } from "node:path";
import { command } from "./command.mjs";

/** Compiles the sources (incremental, about a second). A type error fails it. */
export async function build(root) {
  await command(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.json"], {
    cwd: root,
  });
  return "compiled to dist/";
}
