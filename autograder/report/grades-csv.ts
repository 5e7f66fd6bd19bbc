/** The class as comma-separated values, one line per student, safe to open in a spreadsheet. */
import { csv } from "../export/csv.ts";
import { isOpen, type QuestionResult, type SubmissionResult } from "../grade/result.ts";
import { points } from "./numbers.ts";
import { visibleLine, visibleName } from "./visible.ts";

/** `student, points, max`, one column per question in the order of the assignment, then what was wrong and how it was graded. */
export function gradesCsv(results: readonly SubmissionResult[]): string {
  const questions = questionIds(results);
  const head = ["student", "points", "max", ...questions, "rejected", "warnings", "flags", "isolation", "graded_at"];
  return csv([head, ...results.map((result) => row(result, questions))]);
}

/** All questions that occur, in the order of their first occurrence: a rejected notebook has none. */
export function questionIds(results: readonly SubmissionResult[]): string[] {
  return [...new Set(results.flatMap(({ questions }) => questions.map(({ id }) => id)))];
}

function row(result: SubmissionResult, questions: string[]): string[] {
  const byId = new Map(result.questions.map((question) => [question.id, question]));
  const scores = questions.map((id) => scoreOf(byId.get(id)));
  const trouble = [
    visibleLine(result.rejected ?? "", 500),
    visibleLine(result.warnings.join("; "), 1000),
    visibleLine((result.flags ?? []).join("; "), 1000),
  ];
  return [
    visibleName(result.student),
    points(result.points),
    points(result.max),
    ...scores,
    ...trouble,
    result.isolation,
    result.gradedAt,
  ];
}

/** Empty, not 0, where a person still has to grade. */
function scoreOf(question: QuestionResult | undefined): string {
  if (question === undefined) return "0";
  return isOpen(question) ? "" : points(question.points);
}
