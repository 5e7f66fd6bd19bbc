/** What intake reads of an instructor's cell: nbgrader's metadata (schema 3) and our own mark of who wrote it. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { isObject } from "./parse.ts";

/** nbgrader's metadata of a cell, as far as it decides anything here. */
export interface GradeInfo {
  gradeId: string;
  /** The student writes this cell. */
  solution: boolean;
  grade: boolean;
  locked: boolean;
  points: number;
}

/** What a grade_id may be: it becomes part of file names and of column names. */
const GRADE_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** A cell's nbgrader metadata, or undefined where it has none that can be used. */
export function gradeInfo(metadata: unknown): GradeInfo | undefined {
  const info = isObject(metadata) ? metadata.nbgrader : undefined;
  if (!isObject(info) || typeof info.grade_id !== "string" || !GRADE_ID.test(info.grade_id)) return undefined;
  return {
    gradeId: info.grade_id,
    solution: info.solution === true,
    grade: info.grade === true,
    locked: info.locked === true,
    points: typeof info.points === "number" ? info.points : 0,
  };
}

/** Who wrote the text of a cell of a rebuilt notebook: everything not marked `student` is the instructor's, to the letter. */
export function originOf(cell: { metadata: unknown }): "student" | "instructor" {
  const mark = isObject(cell.metadata) ? cell.metadata.gradlab : undefined;
  return isObject(mark) && mark.origin === "student" ? "student" : "instructor";
}

/**
 * The code that the sandbox gets, in its order: what the student wrote and what students were given. Check cells, published figures and
 * everything else that is graded stay behind.
 */
export function sandboxCells(rebuilt: Notebook): Cell[] {
  return rebuilt.cells.filter((cell) => cell.cell_type === "code" && (originOf(cell) === "student" || isGiven(cell)));
}

function isGiven(cell: Cell): boolean {
  const ours = isObject(cell.metadata.gradlab) ? cell.metadata.gradlab : {};
  const info = gradeInfo(cell.metadata);
  return ours.golden !== true && !info?.grade && !info?.solution;
}
