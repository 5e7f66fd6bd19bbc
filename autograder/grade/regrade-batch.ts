/** Judges a class again from what the gradebook stores, without running student code. */
import type { Gradebook } from "../gradebook/index.ts";
import { gradeKey } from "../gradebook/index.ts";
import { loadAssignment } from "../source/index.ts";
import { versions } from "./batch.ts";
import { sourceDigest } from "./make-plan.ts";
import { Pool } from "./pool.ts";
import type { SubmissionResult } from "./result.ts";

export interface RegradeOptions {
  /** The assignment's folder, as it is now. */
  folder: string;
  gradebook: Gradebook;
  jobs?: number;
  onResult?(result: SubmissionResult, progress: { done: number; total: number }): void;
}

export interface Regrading {
  /** Each student's result, as it is now. */
  results: SubmissionResult[];
  /** Students whose points changed. */
  changed: Array<{ student: string; from: number; to: number }>;
  /** Students whose stored replies do not answer what is asked now, and why; their old result stays. */
  kept: Array<{ student: string; reason: string }>;
}

export async function regradeBatch(options: RegradeOptions): Promise<Regrading> {
  const loaded = loadAssignment(options.folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const { assignment } = loaded;
  const { gradebook, folder, jobs } = options;
  const pool = new Pool({ folder, level: "none", keepReplies: false }, jobs);
  const entries = gradebook.latest(assignment.name);
  const regrading: Regrading = { results: [], changed: [], kept: [] };
  const source = sourceDigest(assignment);
  const progress = gradebook.batches.start(assignment.name, "regrade", entries.length);
  let done = 0;
  try {
    regrading.results = await Promise.all(
      entries.map(async ({ key, received, result: before }) => {
        const replies = gradebook.replies(key);
        const judged = await pool.regrade(before, replies);
        const after = judged.ok ? judged.result : before;
        if (!judged.ok) regrading.kept.push({ student: before.student, reason: judged.reason });
        else gradebook.keep(keyOf(after, source), after, replies, received);
        if (after.points !== before.points)
          regrading.changed.push({ student: before.student, from: before.points, to: after.points });
        progress.step(after.student);
        options.onResult?.(after, { done: ++done, total: entries.length });
        return after;
      }),
    );
    progress.end();
  } catch (error) {
    progress.end((error as Error).message);
    throw error;
  } finally {
    pool.close();
  }
  return regrading;
}

function keyOf({ assignment, student, submission }: SubmissionResult, source: string): string {
  return gradeKey({ assignment, student, submission: submission.sha256, source, versions: versions() });
}
