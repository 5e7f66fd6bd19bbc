/** Marks cells that a student must not delete or edit, as nbgrader's `LockCells` does; JupyterLab honours the marks. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import type { GradeMetadata } from "../source/index.ts";
import { mapCells } from "./map-cells.ts";

export function lockCells(notebook: Notebook): Notebook {
  return mapCells(notebook, (cell) => {
    const grade = cell.metadata.nbgrader as GradeMetadata | undefined;
    if (!grade) return cell;
    if (grade.solution) return marked(cell, { deletable: false });
    return grade.grade || grade.locked ? marked(cell, { deletable: false, editable: false }) : cell;
  });
}

function marked(cell: Cell, marks: Record<string, boolean>): Cell {
  return { ...cell, metadata: { ...cell.metadata, ...marks } };
}
