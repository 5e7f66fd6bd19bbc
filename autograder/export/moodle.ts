/**
 * Moodle's offline grading worksheet: the instructor downloads it, we fill the grades in, Moodle takes it back. Columns are
 * found by their names, so a worksheet with more columns or in another order comes back whole.
 * Source: https://docs.moodle.org/en/Using_Assignment#Offline_marking
 */
import { parse } from "csv-parse/sync";
import { csvVerbatim } from "./csv.ts";
import type { GradeRow } from "./grade-row.ts";

export type WorksheetFilling = { ok: true; text: string; unmatched: string[] } | { ok: false; message: string };

/**
 * Fills the `Grade` column of a downloaded worksheet. Students are found by email address, else by ID number.
 * @returns the worksheet, and the ids of students that it has no row for
 */
export function fillMoodleWorksheet(worksheet: string, rows: GradeRow[]): WorksheetFilling {
  const [header, ...lines]: string[][] = parse(worksheet, { bom: true, relax_column_count: true });
  const column = (name: string) => (header ?? []).findIndex((title) => title.trim().toLowerCase() === name);
  const [grade, email, number] = [column("grade"), column("email address"), column("id number")];
  if (grade < 0 || (email < 0 && number < 0)) {
    const message = `expected the columns Grade and Email address (or ID number), got ${(header ?? []).join(", ")}`;
    return { ok: false, message: `${message}: download the grading worksheet from the assignment's page` };
  }
  const byKey = new Map(rows.flatMap((row) => keys(row).map((key) => [key, row] as const)));
  const matched = new Set<string>();
  const filled = lines.map((line) => {
    const row = byKey.get(line[email]?.toLowerCase()) ?? byKey.get(line[number]?.toLowerCase());
    if (row) matched.add(row.student.id);
    return row ? line.with(grade, String(row.score)) : line;
  });
  const unmatched = rows.map(({ student }) => student.id).filter((id) => !matched.has(id));
  return { ok: true, text: csvVerbatim([header, ...filled]), unmatched };
}

function keys({ student }: GradeRow): string[] {
  return [student.email, student.id].filter(Boolean).map((key) => key.toLowerCase());
}
