/** The roster: a CSV file with a header row; `id` is needed, `name`, `email` and `section` are used where they are there. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import type { CourseProblem, Student } from "./course.ts";

export type RosterReading = { ok: true; students: Student[] } | { ok: false; problems: CourseProblem[] };

/** What may stand in a student's id: it becomes a file name and a column of exports. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

interface Row {
  record: Record<string, string>;
  info: { lines: number };
}

/** Reads a roster; every wrong row is named with its line. */
export function readRoster(path: string): RosterReading {
  return rosterOf(basename(path), readFileSync(path));
}

/** The roster that a text is; `file` is its name in messages. */
export function rosterOf(file: string, text: Uint8Array): RosterReading {
  try {
    const rows: Row[] = parse(Buffer.from(text), {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    const problems = wrongRows(file, rows);
    return problems.length > 0
      ? { ok: false, problems }
      : { ok: true, students: rows.map(({ record }) => student(record)) };
  } catch (error) {
    const { message, lines = 0 } = error as Error & { lines?: number };
    return { ok: false, problems: [{ file, line: lines, message: `expected comma-separated rows: ${message}` }] };
  }
}

function wrongRows(file: string, rows: Row[]): CourseProblem[] {
  if (rows.length === 0)
    return [{ file, line: 0, message: "expected a header row with `id` and at least one student" }];
  const seen = new Map<string, number>();
  return rows.flatMap(({ record, info: { lines: line } }) => {
    const { id } = record;
    if (id === undefined) return [{ file, line, message: "expected a column `id` in the header row" }];
    if (!ID.test(id)) {
      const wanted = "letters, digits, `.`, `_`, `@`, `-`, at most 64";
      return [{ file, line, message: `expected an id of ${wanted}; got ${JSON.stringify(id)}` }];
    }
    const first = seen.get(id.toLowerCase());
    if (first !== undefined)
      return [{ file, line, message: `expected each id once; ${id} stands in line ${first} too` }];
    seen.set(id.toLowerCase(), line);
    return [];
  });
}

function student({ id, name = "", email = "", section = "" }: Record<string, string>): Student {
  return { id, name: name || id, email, section };
}
