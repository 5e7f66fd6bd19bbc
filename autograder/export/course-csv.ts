/** The course's own table: one line per student and assignment, with everything that the points rest on. */
import type { CourseRow } from "../course/grade-rows.ts";
import { csv } from "./csv.ts";

const HEAD = [
  "assignment",
  "student",
  "name",
  "section",
  "points",
  "raw",
  "penalty",
  "max",
  "late_days",
  "received",
  "attempt",
  "submission",
  "graded",
];

export function courseCsv(rows: readonly CourseRow[]): string {
  return csv([HEAD, ...rows.map(line)]);
}

function line({ assignment, student, score, raw, penalty, max, lateness, received, attempt, result }: CourseRow) {
  const counted = attempt.of === 0 ? "" : `${attempt.number} of ${attempt.of}`;
  return [
    ...[assignment, student.id, student.name, student.section],
    ...[score, raw, penalty, max, lateness.days, received, counted],
    ...[result?.submission.sha256 ?? "", result?.gradedAt ?? ""],
  ];
}
