/** The reference solution, for hidden checks that an author runs in a notebook of the source folder. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What a notebook exports: functions and classes of any type, called as the checks call the student's. */
// biome-ignore lint/suspicious/noExplicitAny: a notebook's types are not known here
export type Reference = Record<string, any>;

/**
 * The exports of the reference notebook. In grading the trusted process binds it; in a notebook it is found in the folder
 * that the environment variable GRADLAB_SOURCE names, which only authors have.
 */
export async function reference(): Promise<Reference> {
  const folder = process.env.GRADLAB_SOURCE;
  if (!folder) throw new Error("reference: only for authors: set GRADLAB_SOURCE to the folder of the source notebook");
  // The folder's other notebooks hold figures, not solutions.
  const notebooks = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  const file = notebooks.find((name) => name === `${basename(resolve(folder))}.ipynb`) ?? notebooks[0];
  if (!file) throw new Error(`reference: expected a notebook in ${folder}`);
  const { readNotebook, toModule } = await import("gradlab/kernel/notebook");
  return load(toModule(readNotebook(join(folder, file)).cells).code);
}

/** Loads the module from a folder of its own in which `gradlab/...` leads to this very package. */
async function load(code: string): Promise<Reference> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-reference-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    const gradlab = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
    symlinkSync(gradlab, join(folder, "node_modules", "gradlab"));
    writeFileSync(join(folder, "reference.mjs"), code);
    return await import(pathToFileURL(join(folder, "reference.mjs")).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
