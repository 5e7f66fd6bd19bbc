/** One cell of a source notebook: its kind, and what is wrong with it. */
import type { Cell } from "gradlab/kernel/notebook";
import type { CellKind, SourceCell } from "./assignment.ts";
import { findRegions, HIDDEN_TESTS, SOLUTION } from "./regions.ts";

/**
 * nbgrader's cell metadata, schema version 3.
 * @see https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html
 */
export interface GradeMetadata {
  schema_version: number;
  grade_id: string;
  grade: boolean;
  solution: boolean;
  locked: boolean;
  task: boolean;
  points?: number;
}

/** Our own metadata of a cell, as far as the source is read by it. */
export interface GradlabMetadata {
  question?: string;
  /** On a given cell: it lives with the student's code. */
  runs?: "sandbox";
  /** On a given cell: npm packages that the sandbox shows. */
  packages?: string[];
}

const GRADE_ID = /^[A-Za-z0-9_-]+$/;

/** Reads one cell; `problems` gets a sentence for each thing to mend. */
export function readCell(cell: Cell, index: number, problems: string[]): SourceCell {
  const grade = cell.metadata.nbgrader as GradeMetadata | undefined;
  const ours = (cell.metadata.gradlab ?? {}) as GradlabMetadata;
  const kind = kindOf(grade);
  const id = cell.id ?? String(index);
  const read: SourceCell = {
    index,
    id,
    gradeId: grade?.grade_id,
    kind,
    type: cell.cell_type,
    question:
      kind === "solution" || kind === "check" || kind === "answer" ? (ours.question ?? grade?.grade_id) : undefined,
    points: kind === "check" || kind === "answer" ? (grade?.points ?? 0) : 0,
    sandboxed: kind === "given" && ours.runs === "sandbox",
    source: cell.source,
  };
  for (const problem of problemsOf(read, grade))
    problems.push(`cell ${index + 1} (${grade?.grade_id ?? id}): ${problem}`);
  return read;
}

function kindOf(grade: GradeMetadata | undefined): CellKind {
  if (!grade) return "open";
  if (grade.grade) return grade.solution || grade.task ? "answer" : "check";
  if (grade.solution) return "solution";
  return grade.locked ? "given" : "open";
}

function* problemsOf(cell: SourceCell, grade: GradeMetadata | undefined): Generator<string> {
  for (const markers of [SOLUTION, HIDDEN_TESTS]) {
    const regions = findRegions(cell.source, markers);
    if (typeof regions === "string") yield regions;
    else if (markers === SOLUTION && regions.length > 0 && cell.kind !== "solution")
      yield `a solution region in a ${cell.kind} cell would be released; mark the cell as a solution`;
    else if (markers === HIDDEN_TESTS && regions.length > 0 && cell.kind !== "check")
      yield `hidden tests in a ${cell.kind} cell would earn nothing; mark the cell as a graded check`;
  }
  if (!grade) return;
  if (grade.schema_version !== 3) yield `expected nbgrader's schema_version 3, got ${grade.schema_version}`;
  if (!GRADE_ID.test(grade.grade_id)) yield `expected a grade_id of letters, digits, _ and -, got "${grade.grade_id}"`;
  if (grade.grade && !(Number.isFinite(grade.points) && grade.points! >= 0))
    yield `expected points of 0 or more in a graded cell, got ${grade.points}`;
}
