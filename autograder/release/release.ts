/** The student release of an assignment: a list of steps, each of which takes a notebook and gives the next. */
import type { Notebook } from "gradlab/kernel/notebook";
import { clearOutputs } from "./clear-outputs.ts";
import { flattenImports } from "./flatten-imports.ts";
import { lockCells } from "./lock-cells.ts";
import { removeHiddenTests } from "./remove-hidden-tests.ts";
import { stripSolutions } from "./strip-solutions.ts";
import { writeChecksums } from "./write-checksums.ts";

export type Step = (notebook: Notebook) => Notebook;

/**
 * The steps of `nbgrader generate_assignment` in its order, and the imports between notebooks; checksums come last because
 * they cover the final text.
 */
export const RELEASE: readonly Step[] = [
  lockCells,
  stripSolutions,
  clearOutputs,
  removeHiddenTests,
  flattenImports,
  writeChecksums,
];

/** Makes the notebook that students get. */
export function release(source: Notebook, steps: readonly Step[] = RELEASE): Notebook {
  return steps.reduce((notebook, step) => step(notebook), source);
}
