/** Files that are released along with a notebook: further notebooks, which import it, and modules. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Notebook } from "gradlab/kernel/notebook";

/** The names in the source notebook's own metadata, `"gradlab": { "alongside": ["gradient-check.ipynb", "check-layer.ts"] }`. */
export function alongsideOf({ metadata }: Notebook): string[] {
  return (metadata.gradlab as { alongside?: string[] } | undefined)?.alongside ?? [];
}

/** One sentence for each name that cannot be released. */
export function alongsideProblems(notebook: Notebook, folder: string): string[] {
  return alongsideOf(notebook).flatMap((name) => {
    if (!/^[\w-][\w.-]*\.(ipynb|ts|md|json)$/.test(name))
      return [
        `alongside: expected names of notebooks or modules (.ipynb, .ts, .md, .json) in ${folder}, got "${name}"`,
      ];
    return existsSync(join(folder, name)) ? [] : [`alongside: expected ${name} in ${folder}, got no such file`];
  });
}
