/** Clears outputs and execution counts, as nbgrader's `ClearOutput` does. */
import type { Notebook } from "gradlab/kernel/notebook";
import { mapCells } from "./map-cells.ts";

export function clearOutputs(notebook: Notebook): Notebook {
  return mapCells(notebook, (cell) =>
    cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell,
  );
}
