// Where npm put a package of ours: beside this one's files in a clone, further up where this one is installed in a course.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Folder of the installed package `name`, as Node's own resolution walks up to it. */
export function packageFolder(name) {
  const own = join(import.meta.dirname, "..");
  for (let at = own; ; at = dirname(at)) {
    const folder = join(at, "node_modules", ...name.split("/"));
    if (existsSync(folder)) return folder;
    if (at === dirname(at)) return join(own, "node_modules", ...name.split("/"));
  }
}
