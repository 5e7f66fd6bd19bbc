/** A course's reports of one assignment: grades, the class on a page, a feedback page for each student, lateness and comments included. */
import { join } from "node:path";
import type { SubmissionResult } from "../grade/result.ts";
import type { Gradebook } from "../gradebook/index.ts";
import { ownOutputs } from "../report/own-outputs.ts";
import { type ReportPaths, writeReports } from "../report/write-reports.ts";
import type { Assignment } from "../source/index.ts";
import type { Course } from "./course.ts";
import { type CourseRow, lateWords } from "./grade-rows.ts";

export interface CourseReports {
  course: Course;
  assignment: Assignment;
  gradebook: Gradebook;
  rows: readonly CourseRow[];
  /** Results that the gradebook does not keep: files that could not be read. */
  rejected?: readonly SubmissionResult[];
}

/** Writes `reports/<assignment>/` in the course folder. */
export function writeCourseReports({ course, assignment, gradebook, rows, rejected = [] }: CourseReports): ReportPaths {
  const { name, title, questions } = assignment;
  const byStudent = new Map(rows.map((row) => [row.student.id, row]));
  const broken = new Map(rejected.map((result) => [result.student, result]));
  const results = rows.flatMap(({ student, result }) => broken.get(student.id) ?? result ?? []);
  const words = { title, questions: Object.fromEntries(questions.map((question) => [question.id, question.title])) };
  return writeReports(results, join(course.folder, "reports", name), words, ({ student, submission }) => {
    const row = byStudent.get(student);
    const bytes = gradebook.notebook(name, student, submission.sha256);
    return { late: row && lateWords(row), outputs: bytes ? ownOutputs(bytes) : [] };
  });
}
