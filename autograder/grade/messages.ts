/** What the batch process and its grading processes say to each other. */
import type { IsolationLevel, SubmissionResult } from "./result.ts";

/** Sent once, first. */
export interface Setup {
  kind: "setup";
  /** The assignment's folder. */
  folder: string;
  level: IsolationLevel;
  /** Whether to send the replies of the student's processes, for the store. */
  keepReplies: boolean;
  /** Whether answers that are as they were handed out are run too. */
  runUnanswered?: boolean;
  /** Whether a costly question is graded once for all samples that answer it with the same code. */
  reuse?: boolean;
}

export interface GradeRequest {
  kind: "grade";
  student: string;
  file: string;
  path: string;
  seed?: number;
  /** Questions at which a grading process has died twice; they score nothing. */
  skip: string[];
}

/** Judges stored replies again. */
export interface RegradeRequest {
  kind: "regrade";
  result: SubmissionResult;
  replies: PackedReplies[];
}

export type Work = GradeRequest | RegradeRequest;

export interface PackedReplies {
  question: string;
  sha256: string;
  bytes: Uint8Array;
}

export type Answer =
  | { kind: "ready" }
  | { kind: "unusable"; reason: string }
  /** This question is being graded, which takes at most so long. */
  | { kind: "question"; id: string; seconds: number }
  | { kind: "failed"; reason: string }
  | { kind: "graded"; result: SubmissionResult; replies: PackedReplies[] };
