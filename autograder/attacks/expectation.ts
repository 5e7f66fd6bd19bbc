/** What a graded submission must look like, and in words where it does not. */
import type { QuestionOutcome, SubmissionResult } from "../grade/result.ts";

export interface Expectation {
  /** Points by question: a number, or `0..2`; full marks for questions that are not named. */
  points?: Record<string, number | string>;
  /** How a question may end. */
  endings?: Record<string, QuestionOutcome[]>;
  /** Texts that some warning must hold. */
  warns?: string[];
}

/** Longest output of a student's code that a result may carry. */
const MAX_OUTPUT = 10_000;

/** Every difference between a result and what must hold, in words. */
export function differences(
  result: SubmissionResult,
  { points = {}, endings = {}, warns = [] }: Expectation,
): string[] {
  if (result.rejected !== null) return [`the notebook was refused: ${result.rejected}`];
  const auto = result.questions.filter(({ manual }) => !manual);
  const missing = Object.keys(points).filter((id) => !auto.some((question) => question.id === id));
  return [
    ...missing.map((id) => `${id} has no result`),
    ...auto.flatMap(({ id, points: got, max, outcome, error }) => {
      const [low, high] = rangeOf(points[id] ?? max);
      const scored = got >= low - 1e-9 && got <= high + 1e-9;
      return scored
        ? []
        : [
            `${id} scored ${got} of ${max} (${outcome}${error ? `: ${error.slice(0, 160)}` : ""}), expected ${points[id] ?? max}`,
          ];
    }),
    ...auto.flatMap(({ id, outcome }) =>
      endings[id]?.includes(outcome) === false
        ? [`${id} ended as ${outcome}, expected ${endings[id].join(" or ")}`]
        : [],
    ),
    ...auto.flatMap(({ id, output }) => leaks(id, output)),
    ...warns
      .filter((text) => !result.warnings.some((warning) => warning.includes(text)))
      .map((text) => `no warning speaks of "${text}"`),
  ];
}

function rangeOf(points: number | string): [number, number] {
  const [low, high = low] = String(points).split("..");
  return [Number(low), Number(high)];
}

/** Attacks print a line with LEAK when they got something. */
function leaks(id: string, output: string): string[] {
  const found = output.split("\n").filter((line) => line.includes("LEAK"));
  const long = output.length > MAX_OUTPUT ? [`${id}: ${output.length} characters of output were kept`] : [];
  return [...found.map((line) => `${id}: ${line.trim().slice(0, 200)}`), ...long];
}
