/**
 * Gradescope's results.json for one submission.
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
 */
import { isOpen, type QuestionResult, type SubmissionResult } from "../grade/result.ts";

export interface GradescopeResults {
  score: number;
  /** Seconds. */
  execution_time: number;
  output: string;
  output_format: "text";
  stdout_visibility: "hidden";
  tests: GradescopeTest[];
}

interface GradescopeTest {
  score: number;
  max_score: number;
  status?: "passed" | "failed";
  name: string;
  number: string;
  output: string;
  output_format: "text";
  visibility: "visible";
}

/** One test per question; everything is plain text, so nothing a student wrote is rendered. */
export function gradescopeResults(result: SubmissionResult): GradescopeResults {
  const notes = [...(result.rejected ? [`Not graded: ${result.rejected}`] : []), ...result.warnings];
  return {
    score: result.points,
    execution_time: Math.round(result.wallMs / 1000),
    output: notes.join("\n"),
    output_format: "text",
    stdout_visibility: "hidden",
    tests: result.questions.map(test),
  };
}

function test(question: QuestionResult, index: number): GradescopeTest {
  const verdict = question.points >= question.max ? "passed" : "failed";
  return {
    score: question.points,
    max_score: question.max,
    ...(isOpen(question) ? {} : { status: verdict }),
    name: question.id,
    number: String(index + 1),
    output: explain(question),
    output_format: "text",
    visibility: "visible",
  };
}

function explain(question: QuestionResult): string {
  if (isOpen(question)) return "A free answer: graded by hand.";
  const { error, checks, mark } = question;
  const lines = checks.map(({ label, asked, passed, message, hint }) => {
    const reason = passed ? "" : `: ${message ?? "failed"}${hint ? ` (hint: ${hint})` : ""}`;
    return `${passed ? "passed" : "FAILED"}  ${label}, asked: ${asked}${reason}`;
  });
  return [...(mark?.comment ? [mark.comment] : []), ...(error ? [error] : []), ...lines].join("\n");
}
