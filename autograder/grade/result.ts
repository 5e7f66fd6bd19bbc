/** What grading one submission gives: plain JSON, complete enough to explain every point and to judge again. */

/** How well the student's process is shut in, best first; `sandbox/levels.ts` says in words what stays open. */
export type IsolationLevel = "namespaces" | "landlock" | "uid" | "none";

/** The check vocabulary of `gradlab/check`. */
export type CheckKind =
  | "close"
  | "golden"
  | "shape"
  | "equal"
  | "within"
  | "atLeast"
  | "accuracy"
  | "throws"
  | "that"
  | "budget";

/** One check of one question. */
export interface CheckResult {
  /** What the check's author called it; unique within the question. */
  label: string;
  kind: CheckKind;
  /** What was asked, in words, without the hidden inputs: "relative error <= 1e-9, shape (2, 3)". */
  asked: string;
  passed: boolean;
  /** The relative error (or other figure) found; null where there is none or where it is not finite. */
  found: number | null;
  tolerance: number | null;
  points: number;
  max: number;
  /** True for checks between the markers of hidden tests: their inputs are never shown. */
  hidden: boolean;
  /** Why it failed, in words; null where it passed. */
  message: string | null;
  /** The author's hint; shown where the check failed. */
  hint: string | null;
}

/** How a question ended. "violation" means that the student's process broke the reply protocol. */
export type QuestionOutcome =
  | "graded"
  | "manual"
  | "missing"
  | "error"
  | "timeout"
  | "memory"
  | "output"
  | "crash"
  | "violation";

/** What came back from the student's process, by digest; the bytes themselves lie in the reply store. */
export interface ReplyDigest {
  frames: number;
  bytes: number;
  sha256: string;
}

export interface QuestionResult {
  /** The question's id, e.g. `affineForward`. */
  id: string;
  /** The `grade_id`s of the cells that carry its points. */
  gradeIds: string[];
  points: number;
  max: number;
  /** True for a free answer that a person grades; its points are 0 until then. */
  manual: boolean;
  outcome: QuestionOutcome;
  /** In words, where the question did not run to its end. */
  error: string | null;
  checks: CheckResult[];
  isolation: IsolationLevel;
  /** Seed of the fresh inputs of this run. */
  seed: number;
  replies: ReplyDigest | null;
  /** The head of what the student's code printed: data, to be escaped wherever it is shown. */
  output: string;
  wallMs: number;
  cpuMs: number;
  peakMb: number;
  /** What a person gave; put in when the points that count are asked for, never part of a stored verdict. */
  mark?: { points: number | null; comment: string; author: string; given: string };
}

/** Whether a person has still to read it. */
export function isOpen({ manual, outcome }: Pick<QuestionResult, "manual" | "outcome">): boolean {
  return manual && outcome === "manual";
}

export interface SubmissionResult {
  schema: 1;
  assignment: string;
  student: string;
  /** The submission as received: file name, digest and size of its bytes. */
  submission: { file: string; sha256: string; bytes: number };
  points: number;
  max: number;
  questions: QuestionResult[];
  /** What intake mended or ignored, in words. */
  warnings: string[];
  /** For whoever teaches, never shown to the student: equal work under another name. Judges nothing. */
  flags?: string[];
  /** Why nothing could be graded; null where something was. */
  rejected: string | null;
  isolation: IsolationLevel;
  /** Versions that the verdict depends on. */
  versions: { gradlab: string; node: string };
  /** ISO time of the receiving side. */
  gradedAt: string;
  wallMs: number;
}
