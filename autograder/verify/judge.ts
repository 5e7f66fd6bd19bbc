/** Whether a sample got what it must get. */
import type { QuestionResult, SubmissionResult } from "../grade/result.ts";
import type { Expectation } from "../samples/index.ts";

/** One sentence for each question that came out otherwise than it must; none where all is well. */
export function judgeSample(expects: Expectation, result: SubmissionResult): string[] {
  if (result.rejected !== null) return [`expected it to be graded, got: ${result.rejected}`];
  const code = result.questions.filter(({ manual }) => !manual);
  switch (expects.kind) {
    case "reference":
      return code.flatMap((question) => mustKeep(question));
    case "empty":
      return code.flatMap((question) => mustEarnNothing(question));
    case "mutant":
      return code.flatMap((question) =>
        expects.loses.includes(question.id) ? mustLose(question) : mustKeep(question),
      );
    case "cheat":
      return code.flatMap((question) => (expects.honest.includes(question.id) ? [] : mustEarnNothing(question)));
  }
}

function mustKeep(question: QuestionResult): string[] {
  if (question.points >= question.max) return [];
  return [`${question.id}: expected all ${question.max} points, got ${question.points} (${reasonOf(question)})`];
}

function mustLose({ id, points, max }: QuestionResult): string[] {
  return points < max ? [] : [`${id}: expected it to lose points, got all ${max}`];
}

function mustEarnNothing({ id, points }: QuestionResult): string[] {
  return points === 0 ? [] : [`${id}: expected no points, got ${points}`];
}

/** The first thing that went wrong. */
function reasonOf({ error, checks }: QuestionResult): string {
  const failed = checks.find(({ passed, max }) => !passed && max > 0);
  return error ?? (failed ? `${failed.label}: ${failed.message}` : "no check failed");
}
