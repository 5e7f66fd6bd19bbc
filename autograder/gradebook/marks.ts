/**
 * What people give: points for free answers, corrections of points, comments. Rows are only added, so that who gave what, and when, can
 * always be read; of a submission's question the newest row counts.
 */
import type { Database } from "better-sqlite3";

/** What one person said of one question of one submission. */
export interface Mark {
  /** Points given; null: the computed ones stay (a free answer stays open). */
  points: number | null;
  /** For the student; may be empty. */
  comment: string;
  /** Indices of the rubric's items that were found in the answer. */
  rubric: number[];
  /** Who gave it. */
  author: string;
  /** ISO time. */
  given: string;
}

/** A mark with its place. */
export interface PlacedMark extends Mark {
  student: string;
  question: string;
  /** Digest of the submission's bytes: a new submission is read anew. */
  sha256: string;
}

interface Row extends Omit<PlacedMark, "rubric"> {
  rubric: string;
}

const COLUMNS = `submission.student, submission.sha256, mark.question, mark.points, mark.comment, mark.rubric,
  mark.author, mark.given FROM mark JOIN submission ON submission.id = mark.submission`;

export class Marks {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Adds a mark; throws where the gradebook has no such submission or the points are no number. */
  give(assignment: string, { student, question, sha256, ...mark }: PlacedMark): void {
    if (mark.points !== null && !Number.isFinite(mark.points))
      throw new Error(`marks: expected points as a finite number or null, got ${mark.points}`);
    const find = this.database.prepare<unknown[], { id: number }>(
      "SELECT id FROM submission WHERE assignment = ? AND student = ? AND sha256 = ?",
    );
    const submission = find.get(assignment, student, sha256);
    if (!submission) throw new Error(`marks: expected a submission of ${student} for ${assignment}, got none`);
    this.database
      .prepare(
        "INSERT INTO mark (submission, question, points, comment, rubric, author, given) VALUES (?, ?, ?, ?, ?, ?, ?)",
      )
      .run(
        submission.id,
        question,
        mark.points,
        mark.comment,
        JSON.stringify(mark.rubric),
        mark.author.slice(0, 100),
        mark.given,
      );
  }

  /** The marks that count: of each submission's question the newest. */
  standing(assignment: string): PlacedMark[] {
    const select = this.database.prepare<[string], Row>(
      `SELECT ${COLUMNS} WHERE submission.assignment = ? AND mark.id = (
         SELECT max(newer.id) FROM mark AS newer
         WHERE newer.submission = mark.submission AND newer.question = mark.question)
       ORDER BY mark.id`,
    );
    return select.all(assignment).map(placed);
  }

  /** Everything that was ever said of a student's submissions, oldest first. */
  history(assignment: string, student: string): PlacedMark[] {
    const select = this.database.prepare<[string, string], Row>(
      `SELECT ${COLUMNS} WHERE submission.assignment = ? AND submission.student = ? ORDER BY mark.id`,
    );
    return select.all(assignment, student).map(placed);
  }
}

function placed(row: Row): PlacedMark {
  return { ...row, rubric: JSON.parse(row.rubric) };
}
