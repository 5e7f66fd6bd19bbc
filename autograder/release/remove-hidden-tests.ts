/** Removes hidden tests, as nbgrader's `ClearHiddenTests` does. */
import type { Notebook } from "gradlab/kernel/notebook";
import { HIDDEN_TESTS, replaceRegions } from "../source/index.ts";
import { mapCells } from "./map-cells.ts";

export function removeHiddenTests(notebook: Notebook): Notebook {
  return mapCells(notebook, (cell) => ({ ...cell, source: replaceRegions(cell.source, HIDDEN_TESTS, []) }));
}
