/** Reads the exports of a term as the systems that take them would, and holds every figure against the gradebook's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { openGradebook } from "gradlab/autograder";
import type { MadeStudent } from "./students.ts";

/** The course's late rule, as the term's course file says it. */
export interface TermRule {
  due: Map<string, number>;
  perDay: number;
  cap: number;
  acceptDays: number;
}

const DAY = 24 * 3600 * 1000;

/** Whole cents of a point. */
type Cents = number;

/** Every student's points for an assignment by the gradebook and the rule, in cents; written apart from the product's own rule. */
export function expectedCents(
  course: string,
  assignment: string,
  students: readonly MadeStudent[],
  rule: TermRule,
): Map<string, Cents> {
  const gradebook = openGradebook(join(course, "gradebook.sqlite"));
  const entries = new Map(gradebook.counted(assignment).map((entry) => [entry.result.student, entry]));
  gradebook.close();
  const due = rule.due.get(assignment)!;
  return new Map(
    students.map(({ id }) => {
      const entry = entries.get(id);
      if (!entry) return [id, 0];
      const days = Math.max(0, Math.ceil((Date.parse(entry.received) - due) / DAY));
      const share = days > rule.acceptDays ? 0 : 100 - Math.min(rule.cap, days * rule.perDay);
      return [id, Math.round((Math.round(entry.result.points * 100) * share) / 100)];
    }),
  );
}

/** Points by student in an export, in cents. */
export type Reading = (file: string, assignment: string) => Map<string, Cents>;

const rows = (file: string) => parse(readFileSync(file), { columns: true, bom: true }) as Record<string, string>[];
const cents = (text: string) => Math.round(Number(text) * 100);

export const READERS: Record<string, Reading> = {
  "grades.csv": (file, assignment) =>
    byStudent(
      rows(file).filter((row) => row.assignment === assignment),
      "student",
      "points",
    ),
  "nbgrader.csv": (file, assignment) =>
    byStudent(
      rows(file).filter((row) => row.assignment === assignment),
      "student_id",
      "score",
    ),
  "canvas.csv": (file, assignment) => byStudent(rows(file).slice(1), "SIS User ID", assignment),
};

function byStudent(all: Record<string, string>[], id: string, points: string): Map<string, Cents> {
  return new Map(all.map((row) => [row[id], cents(row[points])]));
}

/** Moodle's worksheet knows students by their address. */
export function readWorksheet(file: string): Map<string, Cents> {
  return new Map(rows(file).map((row) => [row["Email address"].split("@")[0], cents(row.Grade)]));
}

/** Sentences for every student whose points differ. */
export function differences(what: string, expected: Map<string, Cents>, got: Map<string, Cents>): string[] {
  const wrong = [...expected].filter(([id, points]) => got.get(id) !== points);
  const missing = [...got.keys()].filter((id) => !expected.has(id));
  return [
    ...wrong.map(
      ([id, points]) => `${what}: ${id}: expected ${points / 100}, got ${(got.get(id) ?? Number.NaN) / 100}`,
    ),
    ...missing.map((id) => `${what}: expected no row for ${id}, got one`),
  ];
}
