/** Writes what students get into a folder: the released notebook, and what the source names to lie alongside. */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { readNotebook, writeNotebook } from "gradlab/kernel/notebook";
import type { Assignment } from "../source/index.ts";
import { release } from "./release.ts";

/** @returns the path of the released notebook. Notebooks alongside go through the same steps; other files are copied. */
export function writeRelease({ name, folder, notebook, alongside }: Assignment, out: string): string {
  mkdirSync(out, { recursive: true });
  for (const one of alongside) {
    if (one.endsWith(".ipynb")) writeNotebook(join(out, one), release(readNotebook(join(folder, one))));
    else copyFileSync(join(folder, one), join(out, one));
  }
  const file = join(out, `${name}.ipynb`);
  writeNotebook(file, release(notebook));
  return file;
}
