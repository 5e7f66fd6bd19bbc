/** Holds nbgrader's release of an assignment against ours. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Cell, type Notebook, readNotebook } from "gradlab/kernel/notebook";
import { sameData } from "../check/same.ts";
import { flattenImports, RELEASE, release } from "../release/index.ts";
import type { Assignment } from "../source/index.ts";

/** nbgrader leaves imports between notebooks as they are; its students keep a folder per assignment, as the course does. */
const STEPS = RELEASE.filter((step) => step !== flattenImports);

/** One sentence for each cell or file of `released` that is not as ours: text, metadata or checksum. */
export function releaseDifferences({ name, folder, notebook, alongside }: Assignment, released: string): string[] {
  const sources = new Map([[`${name}.ipynb`, notebook]]);
  for (const file of alongside.filter((one) => one.endsWith(".ipynb")))
    sources.set(file, readNotebook(join(folder, file)));
  const copied = alongside.filter((file) => !sources.has(file));
  return [
    ...[...sources].flatMap(([file, source]) => notebookDifferences(file, source, readNotebook(join(released, file)))),
    ...copied
      .filter((file) => readFileSync(join(folder, file), "utf8") !== readFileSync(join(released, file), "utf8"))
      .map((file) => `release: ${file} is not a copy`),
  ];
}

function notebookDifferences(file: string, source: Notebook, theirs: Notebook): string[] {
  const ours = release(source, STEPS);
  const [expected, got] = [ours.cells.length, theirs.cells.length];
  if (expected !== got) return [`release: expected ${expected} cells in ${file}, got ${got}`];
  return [
    ...(sameData(ours.metadata, theirs.metadata) ? [] : [`release: ${file} differs in its metadata`]),
    ...ours.cells.flatMap((cell, at) =>
      cellDifferences(`${file}, cell ${at + 1} (${cell.id})`, cell, theirs.cells[at]),
    ),
  ];
}

function cellDifferences(where: string, ours: Cell, theirs: Cell): string[] {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])] as (keyof Cell)[];
  const parts = keys.filter((key) => !sameData(ours[key], theirs[key]));
  return parts.length > 0 ? [`release: ${where} differs in ${parts.join(", ")}`] : [];
}
