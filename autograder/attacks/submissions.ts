/** Submissions of the target assignment: honest ones, and honest ones with a change. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { makeSamples } from "../samples/index.ts";
import type { Assignment } from "../source/index.ts";

/** What a student with the reference's solutions would hand in. */
export function honestNotebook(target: Assignment): Notebook {
  return structuredClone(makeSamples(target).find(({ expects }) => expects.kind === "reference")!.notebook);
}

/** The honest notebook's bytes, changed as asked. */
export function submissionBytes(target: Assignment, change: (notebook: Notebook) => void = () => {}): Buffer {
  const notebook = honestNotebook(target);
  change(notebook);
  return Buffer.from(JSON.stringify(notebook));
}

export function gradeIdOf(cell: Cell): string | undefined {
  return (cell.metadata.nbgrader as { grade_id?: string } | undefined)?.grade_id;
}

/** The cell of that grade_id, or the place of it. */
export function indexOf(notebook: Notebook, gradeId: string): number {
  const index = notebook.cells.findIndex((cell) => gradeIdOf(cell) === gradeId);
  if (index < 0) throw new Error(`expected a cell ${gradeId} in the target, got none`);
  return index;
}

export function codeCell(source: string, id = `added-${Math.random().toString(36).slice(2, 10)}`): Cell {
  return { cell_type: "code", id, metadata: {}, source, outputs: [], execution_count: null };
}
