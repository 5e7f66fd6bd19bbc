/** Which assignments a notebook imports from, directly or through another. */
import { dirname, join } from "node:path";
import { readNotebook } from "gradlab/kernel/notebook";
import { siblingsOf } from "../release/index.ts";
import type { Assignment } from "../source/index.ts";

/** Names, those that others build on first. */
export function prerequisites({ name, folder }: Assignment): string[] {
  const parent = dirname(folder);
  const found = new Set<string>();
  const visit = (one: string) => {
    for (const sibling of siblingsOf(readNotebook(join(parent, one, `${one}.ipynb`)))) {
      if (sibling === name || found.has(sibling)) continue;
      visit(sibling);
      found.add(sibling);
    }
  };
  visit(name);
  return [...found];
}
