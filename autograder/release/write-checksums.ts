/**
 * Writes nbgrader's checksum of each graded, solution or locked cell, by which it sees that a cell was changed.
 * @see `compute_checksum` in nbgrader/utils.py
 */
import { createHash } from "node:crypto";
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import type { GradeMetadata } from "../source/index.ts";
import { mapCells } from "./map-cells.ts";

export function writeChecksums(notebook: Notebook): Notebook {
  return mapCells(notebook, (cell) => {
    const grade = cell.metadata.nbgrader as GradeMetadata | undefined;
    if (!grade || !(grade.grade || grade.solution || grade.locked)) return cell;
    const checked = { ...grade, cell_type: cell.cell_type, checksum: checksum(cell, grade) };
    return { ...cell, metadata: { ...cell.metadata, nbgrader: checked } };
  });
}

/** MD5 over text, type, flags, grade_id and points, each spelt as Python spells it. */
export function checksum(cell: Cell, grade: GradeMetadata): string {
  const locked = grade.solution ? false : grade.grade || grade.locked;
  const flags = [grade.grade, grade.solution, locked].map((flag) => (flag ? "True" : "False"));
  const parts = [cell.source, cell.cell_type, ...flags, grade.grade_id];
  if (grade.grade) parts.push(pythonFloat(grade.points!));
  return createHash("md5").update(parts.join("")).digest("hex");
}

/** `str(float(x))`: a whole number keeps its ".0". */
function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
