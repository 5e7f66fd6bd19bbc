import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageFolder } from "./launcher.ts";

/** Where Node finds a package from a folder: in a node_modules of its own, or in one of a folder above. */
export function installed(name: string, from = packageFolder): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}
