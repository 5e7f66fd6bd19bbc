/** Questions about an instructor's cell that several stages of intake ask. */

import type { Cell } from "gradlab/kernel/notebook";
import { HIDDEN_TESTS, replaceRegions } from "../source/index.ts";
import { gradeInfo } from "./notebook.ts";
import { sourceText } from "./source.ts";

/** The text of an instructor's cell as students see it: without the hidden tests. */
export function publicText(cell: Cell): string {
  return replaceRegions(sourceText(cell.source) ?? "", HIDDEN_TESTS, []);
}

/** Whether the text of this cell is the student's to write. */
export function isStudents(cell: Cell): boolean {
  return gradeInfo(cell.metadata)?.solution === true;
}

/** Whether students may not change this cell. */
export function isFixed(cell: Cell): boolean {
  const info = gradeInfo(cell.metadata);
  return info !== undefined && !info.solution;
}
