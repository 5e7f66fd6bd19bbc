/**
 * The file that Canvas's gradebook imports: one row per student, one column per assignment, a row of points possible.
 * Source: https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
 */
import { csv } from "./csv.ts";
import type { GradeRow } from "./grade-row.ts";

const FIXED = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];

/**
 * @param rows any number of assignments and students; a student without a row for an assignment gets an empty cell, which
 *   Canvas leaves as it is
 */
export function canvasCsv(rows: GradeRow[]): string {
  const assignments = [...new Map(rows.map(({ assignment, max }) => [assignment, max]))];
  const students = [...new Map(rows.map(({ student }) => [student.id, student])).values()];
  const scores = new Map(rows.map((row) => [`${row.student.id}\n${row.assignment}`, row.score]));
  return csv([
    [...FIXED, ...assignments.map(([name]) => name)],
    ["    Points Possible", "", "", "", "", ...assignments.map(([, max]) => max)],
    ...students.map(({ id, name, email, section }) => [
      ...[name, "", id, email || id, section],
      ...assignments.map(([assignment]) => scores.get(`${id}\n${assignment}`) ?? ""),
    ]),
  ]);
}
