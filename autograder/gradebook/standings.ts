/** Tables over a whole class without reading every result: what a page or a statistic needs of each student's newest run. */
import type { Database } from "better-sqlite3";
import type { QuestionOutcome } from "../grade/result.ts";

/** One question of a student's newest run, with the mark that counts. */
export interface QuestionScore {
  question: string;
  points: number;
  max: number;
  /** Graded by a person. */
  manual: boolean;
  /** `manual` where a free answer is still to be read. */
  outcome: QuestionOutcome;
  wallMs: number;
  comment: string;
}

/** A student's newest run of an assignment. */
export interface Standing {
  student: string;
  /** Digest of the submission's bytes. */
  sha256: string;
  received: string;
  graded: string;
  points: number;
  max: number;
  /** How many submissions the student handed in. */
  submissions: number;
  warnings: number;
  rejected: string | null;
  /** In the order of the notebook. */
  scores: QuestionScore[];
}

/** An assignment in one line. */
export interface AssignmentStanding {
  assignment: string;
  students: number;
  /** Mean share of the points, 0..1. */
  mean: number;
  /** Free answers still to be read. */
  open: number;
  /** Submissions that could not be read. */
  rejected: number;
}

/** The condition that picks each student's newest run: the last submission received, as graded last. */
export const NEWEST_RUN = `run.id = (
  SELECT newer.id FROM run AS newer JOIN submission AS other ON other.id = newer.submission
  WHERE other.assignment = submission.assignment AND other.student = submission.student
  ORDER BY other.received DESC, newer.id DESC LIMIT 1)`;

const NEWEST_MARK = `mark.id = (SELECT max(newest.id) FROM mark AS newest
  WHERE newest.submission = run.submission AND newest.question = score.question)`;

const RUNS = `
  SELECT run.id, submission.assignment, submission.student, submission.sha256, submission.received, run.graded,
    run.points, run.max, run.warnings, run.rejected,
    (SELECT count(*) FROM submission AS every
     WHERE every.assignment = submission.assignment AND every.student = submission.student) AS submissions
  FROM run JOIN submission ON submission.id = run.submission
  WHERE submission.assignment = ? AND ${NEWEST_RUN} ORDER BY submission.student`;

const SCORES = `
  SELECT score.run, score.question, score.points, score.max, score.manual, score.outcome, score.wall_ms AS wallMs,
    mark.points AS given, coalesce(mark.comment, '') AS comment
  FROM submission JOIN run ON run.submission = submission.id JOIN score ON score.run = run.id
  LEFT JOIN mark ON ${NEWEST_MARK}
  WHERE submission.assignment = ? AND ${NEWEST_RUN} ORDER BY score.run, score.position`;

interface RunRow extends Omit<Standing, "scores"> {
  id: number;
}

interface ScoreRow extends Omit<QuestionScore, "manual"> {
  run: number;
  manual: number;
  given: number | null;
}

/** Every student's newest run of an assignment, by student; marks are in the points. */
export function standings(database: Database, assignment: string): Standing[] {
  const scores = new Map<number, QuestionScore[]>();
  for (const { run, ...row } of database.prepare<[string], ScoreRow>(SCORES).all(assignment)) {
    const own = scores.get(run);
    if (own) own.push(score(row));
    else scores.set(run, [score(row)]);
  }
  const runs = database.prepare<[string], RunRow>(RUNS).all(assignment);
  return runs.map(({ id, ...run }) => {
    const own = scores.get(id) ?? [];
    const points = own.reduce((sum, one) => sum + one.points, 0);
    return { ...run, points: Math.round(points * 1e6) / 1e6, scores: own };
  });
}

function score({ given, manual, outcome, ...row }: Omit<ScoreRow, "run">): QuestionScore {
  const read = manual === 1 && given !== null;
  return { ...row, manual: manual === 1, points: given ?? row.points, outcome: read ? "graded" : outcome };
}

/** What the list of assignments says of one. */
export function summary(assignment: string, all: readonly Standing[]): AssignmentStanding {
  const shares = all.map(({ points, max }) => (max > 0 ? points / max : 0));
  const open = all.flatMap(({ scores }) => scores).filter(({ outcome }) => outcome === "manual").length;
  return {
    assignment,
    students: all.length,
    mean: all.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / all.length : 0,
    open,
    rejected: all.filter(({ rejected }) => rejected !== null).length,
  };
}
