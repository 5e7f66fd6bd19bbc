/**
 * The gradebook: every graded submission with its result and the bytes that came back from the sandbox, in one SQLite file.
 * Readers (the instructor's page, exports) may be many while one process grades; what is kept is on disk whole or not at all.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import type { SubmissionResult } from "../grade/result.ts";
import { Batches } from "./batches.ts";
import { marked } from "./marked.ts";
import { Marks } from "./marks.ts";
import { migrate } from "./migrations.ts";
import { NEWEST_RUN, type Standing, standings } from "./standings.ts";

/** What the student's process sent while one question was graded. */
export interface Reply {
  question: string;
  sha256: string;
  bytes: Uint8Array;
}

/** A result with what the gradebook knows of its submission. */
export interface Entry {
  key: string;
  /** ISO time at which the submission was received. */
  received: string;
  result: SubmissionResult;
}

interface RunRow {
  key: string;
  received: string;
  result: string;
}

const LATEST = `
  SELECT run.key, submission.received, run.result FROM run JOIN submission ON submission.id = run.submission
  WHERE submission.assignment = ? AND ${NEWEST_RUN} ORDER BY submission.student`;

export class Gradebook {
  /** What people gave. */
  readonly marks: Marks;
  /** How far running batches are. */
  readonly batches: Batches;
  private readonly database: Database.Database;

  constructor(database: Database.Database) {
    this.database = database;
    this.marks = new Marks(database);
    this.batches = new Batches(database);
  }

  /**
   * Stores a result under its key, in one transaction. Keeping the same key again replaces the result, so a submission is
   * never counted twice.
   */
  keep(key: string, result: SubmissionResult, replies: Reply[] = [], received = result.gradedAt): void {
    this.database
      .transaction(() => {
        const submission = this.submissionId(result, received);
        const run = this.runId(key, submission, result);
        this.database.prepare("DELETE FROM reply WHERE run = ?").run(run);
        const insert = this.database.prepare("INSERT INTO reply (run, question, sha256, bytes) VALUES (?, ?, ?, ?)");
        for (const { question, sha256, bytes } of replies) insert.run(run, question, sha256, bytes);
        this.keepScores(run, result);
      })
      .immediate();
  }

  /** Stores the notebook that was handed in, so that a person can read it whatever becomes of the file. */
  keepNotebook(assignment: string, student: string, sha256: string, bytes: Uint8Array): void {
    const has = this.database.prepare(
      `SELECT 1 FROM notebook JOIN submission ON submission.id = notebook.submission
       WHERE submission.assignment = ? AND submission.student = ? AND submission.sha256 = ?`,
    );
    if (has.get(assignment, student, sha256)) return;
    this.database
      .prepare(
        `INSERT OR IGNORE INTO notebook (submission, gzip)
         SELECT id, ? FROM submission WHERE assignment = ? AND student = ? AND sha256 = ?`,
      )
      .run(gzipSync(bytes, { level: 1 }), assignment, student, sha256);
  }

  /** The bytes that were handed in; undefined where they were not kept. */
  notebook(assignment: string, student: string, sha256: string): Buffer | undefined {
    const select = this.database.prepare<unknown[], { gzip: Buffer }>(
      `SELECT notebook.gzip FROM notebook JOIN submission ON submission.id = notebook.submission
       WHERE submission.assignment = ? AND submission.student = ? AND submission.sha256 = ?`,
    );
    const row = select.get(assignment, student, sha256);
    return row && gunzipSync(row.gzip);
  }

  /** The result kept under `key`. */
  find(key: string): SubmissionResult | undefined {
    const row = this.database.prepare<[string], RunRow>("SELECT result FROM run WHERE key = ?").get(key);
    return row && JSON.parse(row.result);
  }

  /** Each student's newest entry for an assignment, by student: the last submission received, as graded last. */
  latest(assignment: string): Entry[] {
    const rows = this.database.prepare<[string], RunRow>(LATEST).all(assignment);
    return rows.map(entryOf);
  }

  /** The same with what people gave: the points that count, for exports and feedback. */
  counted(assignment: string): Entry[] {
    const marks = this.marks.standing(assignment);
    return this.latest(assignment).map((entry) => ({ ...entry, result: marked(entry.result, marks) }));
  }

  /** All runs of a student's submissions to an assignment, newest first. */
  runs(assignment: string, student: string): Entry[] {
    const select = this.database.prepare<[string, string], RunRow>(
      `SELECT run.key, submission.received, run.result FROM run JOIN submission ON submission.id = run.submission
       WHERE submission.assignment = ? AND submission.student = ? ORDER BY submission.received DESC, run.id DESC`,
    );
    return select.all(assignment, student).map(entryOf);
  }

  /** Points of every student's newest run, question by question, marks included; much cheaper than `latest`. */
  standings(assignment: string): Standing[] {
    return standings(this.database, assignment);
  }

  /** Changes whenever anything in the gradebook does, by this process or by another: what was read under one stamp still holds. */
  stamp(): string {
    const others = this.database.pragma("data_version", { simple: true });
    return `${others}-${this.database.prepare("SELECT total_changes()").pluck().get()}`;
  }

  /** The names of all assignments that have results. */
  assignments(): string[] {
    const rows = this.database.prepare<[], { assignment: string }>(
      "SELECT DISTINCT assignment FROM submission ORDER BY assignment",
    );
    return rows.all().map(({ assignment }) => assignment);
  }

  /** What the student's process sent in the run kept under `key`, by question. */
  replies(key: string): Reply[] {
    const select = this.database.prepare<[string], Reply>(
      `SELECT reply.question, reply.sha256, reply.bytes FROM reply JOIN run ON run.id = reply.run
       WHERE run.key = ? ORDER BY reply.question`,
    );
    return select.all(key);
  }

  /** Writes a whole copy to `file` while the gradebook is in use. */
  async backup(file: string): Promise<void> {
    await this.database.backup(file);
  }

  close(): void {
    this.database.close();
  }

  private submissionId({ assignment, student, submission }: SubmissionResult, received: string): number {
    const upsert = this.database.prepare<unknown[], { id: number }>(
      `INSERT INTO submission (assignment, student, sha256, file, bytes, received) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (assignment, student, sha256) DO UPDATE SET file = excluded.file RETURNING id`,
    );
    const { sha256, file, bytes } = submission;
    return (upsert.get(assignment, student, sha256, file, bytes, received) as { id: number }).id;
  }

  private runId(key: string, submission: number, result: SubmissionResult): number {
    const upsert = this.database.prepare<unknown[], { id: number }>(
      `INSERT INTO run (submission, key, points, max, isolation, graded, result, rejected, warnings)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET points = excluded.points, max = excluded.max, isolation = excluded.isolation,
         graded = excluded.graded, result = excluded.result, rejected = excluded.rejected,
         warnings = excluded.warnings RETURNING id`,
    );
    const { points, max, isolation, gradedAt, rejected, warnings } = result;
    const values = [
      submission,
      key,
      points,
      max,
      isolation,
      gradedAt,
      JSON.stringify(result),
      rejected,
      warnings.length,
    ];
    return (upsert.get(values) as { id: number }).id;
  }

  private keepScores(run: number, { questions }: SubmissionResult): void {
    this.database.prepare("DELETE FROM score WHERE run = ?").run(run);
    const insert = this.database.prepare(
      "INSERT INTO score (run, position, question, points, max, manual, outcome, wall_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    for (const [position, { id, points, max, manual, outcome, wallMs }] of questions.entries())
      insert.run(run, position, id, points, max, manual ? 1 : 0, outcome, wallMs);
  }
}

function entryOf({ key, received, result }: RunRow): Entry {
  return { key, received, result: JSON.parse(result) };
}

/** Opens the gradebook at `file` (made where it is missing, brought up to date where it is older). */
export function openGradebook(file: string): Gradebook {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  database.pragma("journal_mode = WAL"); // readers do not wait for the grader
  database.pragma("synchronous = FULL"); // what keep() returned for survives a power cut
  database.pragma("busy_timeout = 10000");
  database.pragma("foreign_keys = ON");
  migrate(database);
  return new Gradebook(database);
}
