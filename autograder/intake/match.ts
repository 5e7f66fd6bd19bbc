/** Which cell of the student's notebook stands for which of the instructor's. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { gradeInfo } from "./notebook.ts";
import type { StudentCell } from "./read.ts";
import { sourceText } from "./source.ts";

/** How a student's cell was recognised. */
export type MatchedBy = "grade_id" | "id" | "text";

export interface Match {
  /** Index of the student's cell. */
  student: number;
  by: MatchedBy;
}

/** A key of the instructor's cell and of the student's cell that makes them one, or undefined where it cannot. */
interface Pass {
  by: MatchedBy;
  instructor(cell: Cell): string | undefined;
  student(cell: StudentCell): string | undefined;
}

/** Surest first. A student's cell that bears a grade_id is that cell, whatever its id and text say. */
const PASSES: readonly Pass[] = [
  { by: "grade_id", instructor: (cell) => gradeInfo(cell.metadata)?.gradeId, student: (cell) => cell.gradeId },
  { by: "id", instructor: (cell) => cell.id, student: (cell) => (cell.gradeId === undefined ? cell.id : undefined) },
  {
    by: "text",
    instructor: (cell) =>
      gradeInfo(cell.metadata) ? undefined : textKey(cell.cell_type, sourceText(cell.source) ?? ""),
    student: (cell) => (cell.gradeId === undefined ? textKey(cell.type, cell.text) : undefined),
  },
];

/**
 * Pairs cells by grade_id, then by nbformat's cell id, then by equal text. The first cell in the student's order wins each time, so the
 * outcome depends on the two notebooks alone. What is left over is the student's own.
 * @returns for each index of the instructor's cells, the student's cell that stands for it
 */
export function matchCells(instructor: Notebook, student: readonly StudentCell[]): Map<number, Match> {
  const matches = new Map<number, Match>();
  const taken = new Set<number>();
  for (const pass of PASSES) {
    const free = freeTargets(instructor, matches, pass);
    for (const [index, cell] of student.entries()) {
      const key = taken.has(index) ? undefined : pass.student(cell);
      const target = key === undefined ? undefined : free.get(key)?.shift();
      if (target === undefined) continue;
      taken.add(index);
      matches.set(target, { student: index, by: pass.by });
    }
  }
  return matches;
}

/** Cells of the instructor's that no earlier pass matched, in their order, by this pass's key. */
function freeTargets(instructor: Notebook, matches: Map<number, Match>, pass: Pass): Map<string, number[]> {
  const free = new Map<string, number[]>();
  for (const [index, cell] of instructor.cells.entries()) {
    const key = matches.has(index) ? undefined : pass.instructor(cell);
    if (key !== undefined) free.set(key, [...(free.get(key) ?? []), index]);
  }
  return free;
}

function textKey(type: string, text: string): string {
  return `${type}\n${text.trim()}`;
}
