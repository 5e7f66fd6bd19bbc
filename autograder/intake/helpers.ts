/**
 * What the student wrote outside the cells that are the student's to write: added cells, copies, changed cells of the instructor's. It is
 * kept as helper code for the sandbox alone, so that an honest helper function in a new cell works and a hostile one reaches no check.
 */

import type { Notebook } from "gradlab/kernel/notebook";
import { isStudents, publicText } from "./cell-text.ts";
import type { Match } from "./match.ts";
import type { StudentCell } from "./read.ts";
import { sameText } from "./source.ts";

/** Why a cell of the student's stands beside the instructor's: `added` anew, `duplicate` of a named cell, `edited` from a given one. */
export type HelperReason = "added" | "duplicate" | "edited";

export interface Helper {
  cell: StudentCell;
  why: HelperReason;
}

/**
 * Helper cells by the index of the instructor's cell that they follow; -1 for those before all others. A helper follows the cell that it
 * followed in the student's notebook, so that the rebuilt notebook, run from top to bottom, means what the student's own did.
 */
export function placeHelpers(
  instructor: Notebook,
  cells: readonly StudentCell[],
  matches: ReadonlyMap<number, Match>,
): Map<number, Helper[]> {
  const targets = new Map([...matches].map(([target, { student }]) => [student, target]));
  const firstTexts = new Map(
    [...matches].map(([target, { student }]) => [gradeIdAt(cells, student) ?? target, cells[student].text]),
  );
  const placed = new Map<number, Helper[]>();
  let anchor = -1;
  for (const [index, cell] of cells.entries()) {
    const target = targets.get(index);
    anchor = target ?? anchor;
    const why = target === undefined ? reasonOf(cell, firstTexts) : changed(instructor, target, cell);
    if (why === undefined || cell.text.trim() === "") continue;
    placed.set(anchor, [...(placed.get(anchor) ?? []), { cell, why }]);
  }
  return placed;
}

function gradeIdAt(cells: readonly StudentCell[], index: number): string | undefined {
  return cells[index].gradeId;
}

/** A copy whose text is the first one's says nothing new. */
function reasonOf(cell: StudentCell, firstTexts: ReadonlyMap<string | number, string>): HelperReason | undefined {
  const first = cell.gradeId === undefined ? undefined : firstTexts.get(cell.gradeId);
  if (first === undefined) return "added";
  return sameText(first, cell.text) ? undefined : "duplicate";
}

/** An instructor's code cell whose text the student changed: the student's text goes on living in the sandbox. */
function changed(instructor: Notebook, target: number, cell: StudentCell): HelperReason | undefined {
  const theirs = instructor.cells[target];
  if (isStudents(theirs) || cell.type !== "code" || theirs.cell_type !== "code") return undefined;
  return sameText(publicText(theirs), cell.text) ? undefined : "edited";
}
