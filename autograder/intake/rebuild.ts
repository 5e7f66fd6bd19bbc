/**
 * The notebook that is graded: the instructor's, with the student's text in the cells that are the student's to write. The student's
 * file is never patched, so nothing in it can reach a check: no metadata, no points, no outputs, no cell of its own between two checks.
 * The rules are written in docs/intake.md.
 */

import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { isStudents } from "./cell-text.ts";
import { type Helper, placeHelpers } from "./helpers.ts";
import { INTAKE_LIMITS, type IntakeLimits } from "./limits.ts";
import { type Match, matchCells } from "./match.ts";
import { readSubmission, type StudentCell } from "./read.ts";
import { type SchemaShelf, schemaShelf } from "./schema.ts";
import { digest, sourceText } from "./source.ts";
import { capped, type IntakeWarning } from "./warning.ts";
import { hiddenCharacters, machineInstructions, matchWarnings } from "./warnings.ts";

/** A rebuilt notebook with what was mended, or one sentence that says why nothing can be graded. */
export type Rebuilt =
  | {
      ok: true;
      notebook: Notebook;
      warnings: IntakeWarning[];
      /** SHA-256 of what the student wrote: equal for two submissions of the same work. */
      digest: string;
    }
  | { ok: false; reason: string };

export interface RebuildOptions {
  limits?: IntakeLimits;
  /** Compiled validators; whoever rebuilds many notebooks passes one shelf to all calls, which saves some milliseconds each. */
  schemas?: SchemaShelf;
}

/**
 * Rebuilds the instructor's notebook around a submission. Cells whose text is the student's bear `metadata.gradlab.origin = "student"`
 * (`originOf`); all others are the instructor's to the letter. Outputs are empty.
 * @param instructor the source notebook, or its release
 * @param submission the bytes of the file that was handed in
 */
export function rebuild(instructor: Notebook, submission: Uint8Array, options: RebuildOptions = {}): Rebuilt {
  const read = readSubmission(submission, options.limits ?? INTAKE_LIMITS, options.schemas ?? schemaShelf());
  if (!read.ok) return read;
  const { cells, warnings } = read.value;
  const matches = matchCells(instructor, cells);
  const helpers = placeHelpers(instructor, cells, matches);
  const notebook = assemble(instructor, cells, matches, helpers);
  const found = [
    ...warnings,
    ...matchWarnings(instructor, cells, matches),
    ...hiddenCharacters(cells),
    ...machineInstructions(instructor, cells, matches),
  ];
  return { ok: true, notebook, warnings: capped(found), digest: digest(studentTexts(notebook)) };
}

function assemble(
  instructor: Notebook,
  cells: StudentCell[],
  matches: Map<number, Match>,
  helpers: Map<number, Helper[]>,
): Notebook {
  const ids = new Set(instructor.cells.map(({ id }) => id));
  let count = 0;
  const rebuilt = (helpers.get(-1) ?? []).map((helper) => helperCell(helper, freshId(ids, ++count)));
  for (const [index, cell] of instructor.cells.entries()) {
    const match = matches.get(index);
    const text = match && cells[match.student].text;
    rebuilt.push(isStudents(cell) ? studentCell(cell, text ?? "") : instructorCell(cell));
    for (const helper of helpers.get(index) ?? []) rebuilt.push(helperCell(helper, freshId(ids, ++count)));
  }
  return { ...instructor, cells: rebuilt };
}

function instructorCell(cell: Cell): Cell {
  return cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : { ...cell };
}

/** The instructor's cell, type and metadata with the student's text; empty where the student's notebook has none. */
function studentCell(cell: Cell, text: string): Cell {
  const gradlab = { ...(cell.metadata.gradlab as object | undefined), origin: "student" };
  return { ...instructorCell(cell), source: text, metadata: { ...cell.metadata, gradlab } };
}

function helperCell({ cell, why }: Helper, id: string): Cell {
  const common = { id, source: cell.text, metadata: { gradlab: { origin: "student", why } } };
  if (cell.type === "code") return { ...common, cell_type: "code", outputs: [], execution_count: null };
  return { ...common, cell_type: cell.type };
}

function freshId(taken: Set<string | undefined>, count: number): string {
  let id = `student-${count}`;
  while (taken.has(id)) id += "x";
  taken.add(id);
  return id;
}

function studentTexts(notebook: Notebook): string[] {
  return notebook.cells.filter(isStudents).map((cell) => sourceText(cell.source) ?? "");
}
