/** The class list of an assignment with what counts: verdicts, what people gave, and lateness; one row per student of the roster. */
import type { GradeRow } from "../export/grade-row.ts";
import type { Entry, Gradebook } from "../gradebook/index.ts";
import { visibleLine } from "../report/visible.ts";
import { countedAttempt } from "./counting.ts";
import type { CourseAssignment, Student } from "./course.ts";
import { Inbox } from "./inbox.ts";
import { type Lateness, lateness, pointsAfterLateness } from "./late.ts";

/** A row with what its points rest on. */
export interface CourseRow extends GradeRow {
  lateness: Lateness;
  /** Number of the attempt that counts and of all attempts; 0 of 0 where nothing was handed in. */
  attempt: { number: number; of: number };
}

export interface CourseGrades {
  courseFolder: string;
  item: CourseAssignment;
  roster: readonly Student[];
  gradebook: Gradebook;
  /** Points that the assignment gives at most. */
  max: number;
}

export function gradeRows({ courseFolder, item, roster, gradebook, max }: CourseGrades): CourseRow[] {
  const entries = new Map(gradebook.counted(item.name).map((entry) => [entry.result.student, entry]));
  const inbox = new Inbox(courseFolder, item.name);
  return roster.map((student) => {
    const counted = countedAttempt(inbox.attempts(student.id), item);
    const attempt = counted ? { number: counted.number, of: counted.of } : { number: 0, of: 0 };
    return rowOf(student, item, entries.get(student.id), { max, attempt, received: counted?.attempt.received });
  });
}

interface Rest {
  max: number;
  attempt: CourseRow["attempt"];
  /** When the attempt that counts came; a file that could not be graded has no entry. */
  received: string | undefined;
}

function rowOf(student: Student, item: CourseAssignment, entry: Entry | undefined, rest: Rest): CourseRow {
  const received = entry?.received ?? rest.received ?? "";
  const late = received === "" ? NOT_LATE : lateness(item.late, item.due, Date.parse(received));
  const raw = cents(entry?.result.points ?? 0);
  const score = pointsAfterLateness(raw, late);
  return {
    student,
    assignment: item.name,
    due: item.due === undefined ? "" : new Date(item.due).toISOString(),
    received,
    raw,
    penalty: cents(raw - score),
    score,
    max: entry?.result.max ?? rest.max,
    result: entry?.result,
    lateness: late,
    attempt: rest.attempt,
  };
}

const NOT_LATE: Lateness = { days: 0, percent: 0, accepted: true };

function cents(points: number): number {
  return Math.round(points * 100) / 100;
}

/** What lateness did to a row, in words for the student; undefined where it did nothing. */
export function lateWords({ lateness: late, score, raw, received }: CourseRow): string | undefined {
  if (late.days === 0) return undefined;
  const days = `${late.days} ${late.days === 1 ? "day" : "days"} late (received ${visibleLine(received, 40)})`;
  if (!late.accepted) return `Handed in ${days}: no longer accepted, so none of the ${raw} points count.`;
  return `Handed in ${days}: ${late.percent}% is taken off, ${score} of ${raw} points count.`;
}
