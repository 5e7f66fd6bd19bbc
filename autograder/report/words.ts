/** What outcomes and isolation levels mean, in words for students. */
import {
  type CheckResult,
  type IsolationLevel,
  isOpen,
  type QuestionOutcome,
  type QuestionResult,
} from "../grade/result.ts";

/** How a question stands: a word for the badge, and the tone that it is shown in. */
export interface Standing {
  word: string;
  tone: "good" | "part" | "bad" | "wait";
}

export function standingOf(question: Pick<QuestionResult, "manual" | "points" | "max" | "outcome">): Standing {
  if (isOpen(question)) return { word: "read by a person", tone: "wait" };
  if (question.max > 0 && question.points >= question.max) return { word: "full marks", tone: "good" };
  if (question.points > 0) return { word: "part of the points", tone: "part" };
  return { word: SHORT[question.outcome], tone: question.max > 0 ? "bad" : "wait" };
}

const SHORT: Record<QuestionOutcome, string> = {
  graded: "no points yet",
  manual: "read by a person",
  missing: "not answered",
  error: "stopped with an error",
  timeout: "ran out of time",
  memory: "ran out of memory",
  output: "printed too much",
  crash: "ended by itself",
  violation: "broke the rules of the exchange",
};

/** What happened where a question did not run to its end; null where it did. */
export function explain(outcome: QuestionOutcome): string | null {
  return LONG[outcome];
}

const LONG: Record<QuestionOutcome, string | null> = {
  graded: null,
  manual: "A person reads this answer; its points follow.",
  missing:
    "The notebook exports nothing under the name that this question asks for. Was its cell deleted, renamed or left empty?",
  error: "The code of this question could not be loaded or stopped with an error.",
  timeout:
    "The code took longer than the time limit and was stopped. Does a loop end? Can work be done once instead of at every step?",
  memory: "The code needed more memory than the limit and was stopped.",
  output: "The code printed more than the limit and was stopped.",
  crash: "The process that ran the code ended before it had answered.",
  violation: "The process that ran the code sent something that is no answer; nothing that it sent counts.",
};

/** Said on every result, so that a grade given at a lower level is never taken for one given at a higher. */
export const LEVEL_WORDS: Record<IsolationLevel, string> = {
  namespaces: "in its own namespaces, with Landlock and seccomp",
  landlock: "under Landlock and seccomp",
  uid: "as another user, without a file-system or network wall",
  none: "without isolation",
};

/** `passed` or `not passed`, and for a check that was never reached, that. */
export function checkWord(check: CheckResult): string {
  return check.passed ? "passed" : "not passed";
}
