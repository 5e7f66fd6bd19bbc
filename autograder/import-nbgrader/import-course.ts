/** A course folder of nbgrader to one of ours: `source/<assignment>/<notebook>.ipynb`, roster and deadlines from `gradebook.db`. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, parse, resolve } from "node:path";
import { readNotebook, writeNotebook } from "gradlab/kernel/notebook";
import { stringify } from "yaml";
import { csv } from "../export/csv.ts";
import { convert } from "./convert.ts";
import { readNbgraderBook } from "./read-gradebook.ts";

export interface Imported {
  /** Names of the assignments made. */
  assignments: string[];
  students: number;
  /** What a person has to do, one sentence each. */
  todo: string[];
}

export type Importing = { ok: true; imported: Imported } | { ok: false; reason: string };

/** Makes the course in `out`, which must be empty or new. nbgrader's folder is only read. */
export function importNbgrader(folder: string, out: string): Importing {
  const source = join(folder, "source");
  if (!existsSync(source))
    return { ok: false, reason: `expected nbgrader's course folder with source/, got ${folder}` };
  if (existsSync(out) && readdirSync(out).length > 0)
    return { ok: false, reason: `expected an empty or new folder, got ${out} with files in it` };
  const book = readNbgraderBook(join(folder, "gradebook.db"));
  const todo: string[] = [];
  const made = foldersIn(source).flatMap((assignment) =>
    importAssignment(join(source, assignment), out, todo).map((name) => ({ name, due: book.due.get(assignment) })),
  );
  if (made.length === 0) return { ok: false, reason: `expected notebooks in ${source}/<assignment>/, found none` };
  if (book.students.length === 0) todo.push("roster.csv: no students were found in gradebook.db: add them");
  const rows = book.students.map(({ id, name, email, section }) => [id, name, email, section]);
  writeFileSync(join(out, "roster.csv"), csv([["id", "name", "email", "section"], ...rows]));
  const course = { course: basename(resolve(folder)), roster: "roster.csv", assignments: made };
  writeFileSync(join(out, "gradlab.yaml"), stringify(course, { keepUndefined: false }));
  return { ok: true, imported: { assignments: made.map(({ name }) => name), students: rows.length, todo } };
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : [])).sort();
}

/** One of ours for each notebook: `ps1` where there is one, `ps1-problem1`, `ps1-problem2` where there are several. */
function importAssignment(folder: string, out: string, todo: string[]): string[] {
  const notebooks = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return notebooks.sort().map((file) => {
    const full = notebooks.length === 1 ? basename(folder) : `${basename(folder)}-${parse(file).name}`;
    const name = full.replace(/[^A-Za-z0-9_-]/g, "-").replace(/^[-_]+/, "");
    const { notebook, todo: left } = convert(readNotebook(join(folder, file)));
    mkdirSync(join(out, "assignments", name), { recursive: true });
    writeNotebook(join(out, "assignments", name, `${name}.ipynb`), notebook);
    todo.push(...left.map((sentence) => `${name}: ${sentence}`));
    return name;
  });
}
