/** What the two students hand in: nbgrader's release with every solution of the reference, and as it was handed out. */
import { type Notebook, readNotebook, writeNotebook } from "gradlab/kernel/notebook";
import { makeSamples } from "../samples/index.ts";
import type { Assignment } from "../source/index.ts";
import type { NbgraderCourse } from "./nbgrader-course.ts";

export const STUDENTS = ["reference", "empty"] as const;
export type SampleStudent = (typeof STUDENTS)[number];

/** Makes both submissions; the assignment must have been released. Paths by student. */
export function handIn(course: NbgraderCourse, assignment: Assignment): Record<SampleStudent, string> {
  const [reference, empty] = STUDENTS.map((student) => course.handOut(assignment.name, student));
  const { notebook } = makeSamples(assignment).find(({ expects }) => expects.kind === "reference")!;
  writeNotebook(reference, answered(readNotebook(reference), notebook, assignment));
  return { reference, empty };
}

/** `released` with what `solved` has in the cells where students write. */
function answered(released: Notebook, solved: Notebook, { cells: sources }: Assignment): Notebook {
  const cells = released.cells.map((cell, at) =>
    ["solution", "answer"].includes(sources[at].kind) ? { ...cell, source: solved.cells[at].source } : cell,
  );
  return { ...released, cells };
}
