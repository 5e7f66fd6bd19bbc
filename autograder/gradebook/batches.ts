/** How far running batches are, kept in the gradebook itself, so that another process (the instructor's page) can show it live. */
import { hostname } from "node:os";
import type { Database } from "better-sqlite3";

export interface BatchProgress {
  id: number;
  assignment: string;
  /** `grade` or `regrade`. */
  verb: string;
  total: number;
  done: number;
  /** The student whose result came last. */
  last: string;
  /** ISO times; `ended` is null while it runs. */
  started: string;
  updated: string;
  ended: string | null;
  /** Why it stopped early; null where it did not. */
  error: string | null;
}

interface Row extends BatchProgress {
  process: number;
  host: string;
}

/** A step is written at most this often, so that a thousand known results do not wait for the disk a thousand times. */
const WRITE_MS = 200;

const COLUMNS = "id, assignment, verb, total, done, last, started, updated, ended, error, process, host";

export class Batches {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Notes that a batch begins; the handle notes its steps and its end. */
  start(assignment: string, verb: string, total: number): RunningBatch {
    const now = new Date().toISOString();
    const insert = this.database.prepare<unknown[], { id: number }>(
      `INSERT INTO batch (assignment, verb, process, host, total, done, last, started, updated)
       VALUES (?, ?, ?, ?, ?, 0, '', ?, ?) RETURNING id`,
    );
    const { id } = insert.get(assignment, verb, process.pid, hostname(), total, now, now) as { id: number };
    return new RunningBatch(this.database, id);
  }

  /** The newest batch of each assignment, newest first; one whose process is gone reads as ended. */
  latest(): BatchProgress[] {
    const select = this.database.prepare<[], Row>(
      `SELECT ${COLUMNS} FROM batch WHERE id IN (SELECT max(id) FROM batch GROUP BY assignment) ORDER BY id DESC`,
    );
    return select.all().map(judged);
  }
}

export class RunningBatch {
  private readonly database: Database;
  private readonly id: number;
  private done = 0;
  private written = 0;

  constructor(database: Database, id: number) {
    this.database = database;
    this.id = id;
  }

  step(student: string): void {
    this.done++;
    if (Date.now() - this.written < WRITE_MS) return;
    this.written = Date.now();
    this.database
      .prepare("UPDATE batch SET done = ?, last = ?, updated = ? WHERE id = ?")
      .run(this.done, student, new Date().toISOString(), this.id);
  }

  end(error: string | null = null): void {
    const now = new Date().toISOString();
    this.database
      .prepare("UPDATE batch SET done = ?, updated = ?, ended = ?, error = ? WHERE id = ?")
      .run(this.done, now, now, error, this.id);
  }
}

/** A killed process leaves its batch open; whoever looks from the same machine can tell. */
function judged({ process: pid, host, ...progress }: Row): BatchProgress {
  if (progress.ended !== null || host !== hostname() || alive(pid)) return progress;
  return { ...progress, ended: progress.updated, error: "the grading process ended before the batch did" };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
