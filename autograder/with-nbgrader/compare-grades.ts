/** Grades what nbgrader graded, and holds the two side by side, question by question. */
import { basename } from "node:path";
import type { Grader } from "../grade/grade-submission.ts";
import type { SubmissionResult } from "../grade/result.ts";
import type { NbgraderGrades } from "./nbgrader-course.ts";

export interface Totals {
  nbgrader: number;
  ours: number;
  max: number;
  /** One sentence for each question that the two grade differently. */
  differences: string[];
}

/** Grades the file as `gradlab grade` does. Free answers count 0 on both sides: a person grades them. */
export async function compareGrades(
  grader: Grader,
  submission: { student: string; path: string },
  theirs: NbgraderGrades[string] | undefined,
): Promise<Totals> {
  const { student, path } = submission;
  const graded = await grader.grade({ student, file: basename(path), path });
  if (!graded.ok) throw new Error(graded.reason);
  return totals(graded.result, theirs ?? {});
}

/** Scores of cells that carry a question's points, added up; what nbgrader leaves to a person counts 0. */
export function totals({ student, points, max, questions }: SubmissionResult, theirs: NbgraderGrades[string]): Totals {
  const rows = questions.map(({ id, gradeIds, points: ours }) => {
    const scores = gradeIds.map((gradeId) => theirs[gradeId]);
    const nbgrader = scores.reduce<number>((sum, score) => sum + (score ?? 0), 0);
    return { id, ours, nbgrader, missing: scores.includes(undefined as never) };
  });
  const differences = rows
    .filter(({ ours, nbgrader, missing }) => missing || Math.abs(ours - nbgrader) > 1e-9)
    .map(({ id, ours, nbgrader, missing }) =>
      missing
        ? `${student}: nbgrader has no score of ${id}`
        : `${student}: ${id} is ${nbgrader} in nbgrader, ${ours} here`,
    );
  return { nbgrader: rows.reduce((sum, row) => sum + row.nbgrader, 0), ours: points, max, differences };
}
