/** What nbgrader's own gradebook says of a course: its students, and deadlines of its assignments. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import type { Student } from "../course/course.ts";

export interface NbgraderBook {
  students: Student[];
  /** ISO times by assignment; nbgrader stores them in UTC. */
  due: Map<string, string>;
}

interface StudentRow {
  id: string;
  first: string | null;
  last: string | null;
  email: string | null;
}

/** Reads `gradebook.db`, which is not changed; empty where there is none. */
export function readNbgraderBook(file: string): NbgraderBook {
  if (!existsSync(file)) return { students: [], due: new Map() };
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const students = database
      .prepare<[], StudentRow>("SELECT id, first_name AS first, last_name AS last, email FROM student ORDER BY id")
      .all();
    const due = database
      .prepare<[], { name: string; due: string }>(
        "SELECT name, duedate AS due FROM assignment WHERE duedate IS NOT NULL",
      )
      .all();
    return { students: students.map(student), due: new Map(due.map((row) => [row.name, isoOf(row.due)])) };
  } finally {
    database.close();
  }
}

function student({ id, first, last, email }: StudentRow): Student {
  return { id, name: [first, last].filter(Boolean).join(" ") || id, email: email ?? "", section: "" };
}

/** `2027-03-01 22:59:00.000000` is UTC. */
function isoOf(due: string): string {
  return `${due.slice(0, 19).replace(" ", "T")}Z`;
}
