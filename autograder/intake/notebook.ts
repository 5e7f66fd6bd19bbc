/** The parts of a notebook that intake reads and writes (nbformat 4.5 and nbgrader's cell metadata, schema 3). */
import { isObject, type JsonObject } from "./parse.ts";
import type { CellType } from "./schema.ts";

export interface Cell {
  id?: string;
  cell_type: CellType;
  source: string | string[];
  metadata: JsonObject;
  outputs?: unknown[];
  execution_count?: number | null;
}

export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: JsonObject;
  cells: Cell[];
}

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
