/**
 * The gradebook's tables, one step per entry; a step that has been released is never edited, a new one is added behind it.
 * The database's `user_version` counts the steps it has seen.
 */
import type { Database } from "better-sqlite3";

const MIGRATIONS: readonly string[] = [
  `CREATE TABLE submission (
     id INTEGER PRIMARY KEY,
     assignment TEXT NOT NULL,
     student TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     file TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     received TEXT NOT NULL,
     UNIQUE (assignment, student, sha256)
   ) STRICT;
   CREATE TABLE run (
     id INTEGER PRIMARY KEY,
     submission INTEGER NOT NULL REFERENCES submission (id),
     key TEXT NOT NULL UNIQUE,
     points REAL NOT NULL,
     max REAL NOT NULL,
     isolation TEXT NOT NULL,
     graded TEXT NOT NULL,
     result TEXT NOT NULL
   ) STRICT;
   CREATE INDEX run_by_submission ON run (submission);
   CREATE TABLE reply (
     run INTEGER NOT NULL REFERENCES run (id),
     question TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     bytes BLOB NOT NULL,
     PRIMARY KEY (run, question)
   ) STRICT;`,
];

/** Brings a database up to date, all or nothing; one from a newer Gradlab is refused. */
export function migrate(database: Database, steps: readonly string[] = MIGRATIONS): void {
  database
    .transaction(() => {
      const version = database.pragma("user_version", { simple: true }) as number;
      if (version > steps.length) {
        throw new Error(
          `gradebook: expected a version up to ${steps.length}, got ${version}: it was made by a newer Gradlab`,
        );
      }
      for (const step of steps.slice(version)) database.exec(step);
      database.pragma(`user_version = ${steps.length}`);
    })
    .immediate();
}
