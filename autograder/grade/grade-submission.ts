/** Grades submissions of one assignment: `openGrader` for many, `gradeSubmission` for one. */
import { basename } from "node:path";
import { chooseIsolation, type IsolationWish } from "../sandbox/choose.ts";
import { type Graded, Pool, type Submission } from "./pool.ts";
import type { IsolationLevel, SubmissionResult } from "./result.ts";

export interface GraderOptions {
  /** The assignment's folder, with its source notebook. */
  folder: string;
  /** Grading processes; as many as cores where left out. */
  jobs?: number;
  isolation?: IsolationWish;
  /** Whether results come with the bytes that the student's processes sent. */
  keepReplies?: boolean;
  /** Whether answers that are as they were handed out are run too, to see that they earn nothing. */
  runUnanswered?: boolean;
  /** Whether a costly question is graded once for all submissions that answer it with the same code: for samples only. */
  reuse?: boolean;
}

export interface Grader {
  level: IsolationLevel;
  grade(submission: Submission): Promise<Graded>;
  close(): void;
}

/** Chooses the isolation by a real probe and makes a grader; throws in words where this machine has none to offer. */
export function openGrader(options: GraderOptions): Grader {
  // One by one: callers hand over options of their own too, and what is named here goes to other processes.
  const { folder, jobs, isolation, keepReplies = false, runUnanswered, reuse } = options;
  const chosen = chooseIsolation(isolation);
  if (!chosen.ok) throw new Error(chosen.reason);
  const { level } = chosen;
  const pool = new Pool({ folder, level, keepReplies, runUnanswered, reuse }, jobs);
  return { level, grade: (submission) => pool.grade(submission), close: () => pool.close() };
}

export interface OneSubmission {
  assignment: { folder: string };
  /** Path of the submitted notebook. */
  file: string;
  student: string;
  isolation?: IsolationWish;
  seed?: number;
}

/** Grades one file. Throws where the assignment cannot be used; a bad submission is a result like any other. */
export async function gradeSubmission(one: OneSubmission): Promise<SubmissionResult> {
  const grader = openGrader({ folder: one.assignment.folder, jobs: 1, isolation: one.isolation });
  try {
    const { student, file: path, seed } = one;
    const graded = await grader.grade({ student, file: basename(path), path, seed });
    if (!graded.ok) throw new Error(graded.reason);
    return graded.result;
  } finally {
    grader.close();
  }
}
