/** Replaces reference solutions by stubs, and model answers by a line that asks for one, as nbgrader's `ClearSolutions` does. */
import type { Notebook } from "gradlab/kernel/notebook";
import { findRegions, type GradeMetadata, replaceRegions, SOLUTION } from "../source/index.ts";
import { mapCells } from "./map-cells.ts";

/** What stands in place of each solution; nbgrader's setting `ClearSolutions.code_stub` must say the same. */
export const CODE_STUB = ["// YOUR CODE HERE", 'throw new Error("not written yet");'];

/** What stands in place of a model answer; nbgrader's own default. */
export const TEXT_STUB = "YOUR ANSWER HERE";

/** A solution cell keeps what stands outside its regions; one without regions is replaced as a whole. */
export function stripSolutions(notebook: Notebook): Notebook {
  return mapCells(notebook, (cell) => {
    if (!(cell.metadata.nbgrader as GradeMetadata | undefined)?.solution) return cell;
    if (cell.cell_type !== "code") return { ...cell, source: TEXT_STUB };
    const regions = findRegions(cell.source, SOLUTION);
    if (regions.length === 0) return { ...cell, source: CODE_STUB.join("\n") };
    return { ...cell, source: replaceRegions(cell.source, SOLUTION, CODE_STUB) };
  });
}
