/**
 * Grades a class: what the gradebook already has is taken from there, the rest goes to the grading processes, and each
 * result is kept as soon as it is there. Killed at any moment, the same command goes on where it stopped.
 */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { type Gradebook, gradeKey, type RunningBatch } from "../gradebook/index.ts";
import { readSubmissionFile } from "../intake/index.ts";
import type { IsolationWish } from "../sandbox/choose.ts";
import { atLeastAsTight } from "../sandbox/levels.ts";
import { type Assignment, loadAssignment } from "../source/index.ts";
import { EqualWork } from "./equal-work.ts";
import { type Grader, openGrader } from "./grade-submission.ts";
import { sourceDigest } from "./make-plan.ts";
import type { SubmissionResult } from "./result.ts";

/** A submission as `collect` gives it; `received` and `warnings` are the receiving side's. */
export interface HandedIn {
  student: string;
  /** Path of the notebook; undefined where none was handed in. */
  file: string | undefined;
  received?: string;
  warnings?: readonly string[];
}

export interface BatchOptions {
  /** The assignment's folder. */
  folder: string;
  submissions: readonly HandedIn[];
  gradebook: Gradebook;
  jobs?: number;
  isolation?: IsolationWish;
  /** Grade again what the gradebook already has. */
  again?: boolean;
  /** Called after each submission. */
  onResult?(result: SubmissionResult, progress: { done: number; total: number; fromGradebook: boolean }): void;
}

export interface Batch {
  level: SubmissionResult["isolation"];
  /** In the order of the submissions. */
  results: SubmissionResult[];
  /** How many of them were graded now. */
  graded: number;
}

/** Grades all submissions. Throws where the assignment or this machine cannot be used; nothing that a student hands in does. */
export async function gradeBatch(options: BatchOptions): Promise<Batch> {
  const loaded = loadAssignment(options.folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const grader = openGrader({ ...options, keepReplies: true });
  const progress = options.gradebook.batches.start(loaded.assignment.name, "grade", options.submissions.length);
  try {
    const one = new Work(options, loaded.assignment, grader, progress);
    const results = await Promise.all(options.submissions.map((submission) => one.result(submission)));
    progress.end();
    return { level: grader.level, results: one.works.flagged(results), graded: one.graded };
  } catch (error) {
    progress.end((error as Error).message);
    throw error;
  } finally {
    grader.close();
  }
}

/** The versions that verdicts depend on. */
export function versions(): SubmissionResult["versions"] {
  const { version } = createRequire(import.meta.url)("gradlab/package.json") as { version: string };
  return { gradlab: version, node: process.version };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

class Work {
  readonly works: EqualWork;
  graded = 0;
  private done = 0;
  private readonly options: BatchOptions;
  private readonly assignment: Assignment;
  private readonly grader: Grader;
  private readonly source: string;
  private readonly progress: RunningBatch;

  constructor(options: BatchOptions, assignment: Assignment, grader: Grader, progress: RunningBatch) {
    this.options = options;
    this.progress = progress;
    this.assignment = assignment;
    this.grader = grader;
    this.source = sourceDigest(assignment);
    this.works = new EqualWork(assignment);
  }

  async result(submission: HandedIn): Promise<SubmissionResult> {
    const { file, student } = submission;
    if (file === undefined) return this.tell(this.rejected(submission, "no notebook was handed in"), false);
    const read = readSubmissionFile(file);
    if (!read.ok) return this.tell(this.rejected(submission, read.reason), false);
    // Only the digest is kept: a class may wait here, and its bytes would all be in memory.
    const sha256 = sha256Of(read.value);
    this.works.add(student, read.value);
    const key = this.key(student, sha256);
    this.options.gradebook.keepNotebook(this.assignment.name, student, sha256, read.value); // of one known from before
    const known = this.options.again ? undefined : this.options.gradebook.find(key);
    if (known && atLeastAsTight(known.isolation, this.grader.level)) return this.tell(known, true);
    return this.gradeAndKeep(submission, file, key);
  }

  private async gradeAndKeep(submission: HandedIn, path: string, key: string) {
    const { student, warnings = [], received } = submission;
    const graded = await this.grader.grade({ student, file: basename(path), path });
    this.graded++;
    // Not kept: another try may do better.
    if (!graded.ok) return this.tell(this.rejected(submission, graded.reason), false);
    const result = { ...graded.result, warnings: [...warnings, ...graded.result.warnings] };
    this.options.gradebook.keep(key, result, graded.replies, received);
    const read = readSubmissionFile(path);
    const { sha256 } = result.submission;
    if (read.ok && sha256Of(read.value) === sha256)
      this.options.gradebook.keepNotebook(this.assignment.name, student, sha256, read.value);
    return this.tell(result, false);
  }

  private key(student: string, submission: string): string {
    const { name: assignment } = this.assignment;
    return gradeKey({ assignment, student, submission, source: this.source, versions: versions() });
  }

  private tell(result: SubmissionResult, fromGradebook: boolean): SubmissionResult {
    this.done++;
    this.progress.step(result.student);
    this.options.onResult?.(result, { done: this.done, total: this.options.submissions.length, fromGradebook });
    return result;
  }

  /** A file that could not be read has no digest; its size is that of the file. */
  private rejected({ student, file = "", warnings = [] }: HandedIn, reason: string): SubmissionResult {
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return {
      schema: 1,
      assignment: this.assignment.name,
      student,
      submission: { file: basename(file), sha256: "", bytes },
      points: 0,
      max: this.assignment.points,
      questions: [],
      warnings: [...warnings],
      rejected: reason,
      isolation: this.grader.level,
      versions: versions(),
      gradedAt: new Date().toISOString(),
      wallMs: 0,
    };
  }
}
