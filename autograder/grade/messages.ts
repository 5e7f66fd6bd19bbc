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
}

export interface GradeRequest {
  kind: "grade";
  student: string;
  file: string;
  path: string;
  seed?: number;
}

/** Judges stored replies again. */
export interface RegradeRequest {
  kind: "regrade";
  result: SubmissionResult;
  replies: PackedReplies[];
}

export type Work = GradeRequest | RegradeRequest;
export type Request = Setup | Work;

export interface PackedReplies {
  question: string;
  sha256: string;
  bytes: Uint8Array;
}

export type Answer =
  | { kind: "ready" }
  | { kind: "unusable"; reason: string }
  | { kind: "failed"; reason: string }
  | { kind: "graded"; result: SubmissionResult; replies: PackedReplies[] };
