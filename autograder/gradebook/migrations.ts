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
  `ALTER TABLE run ADD COLUMN rejected TEXT;
   ALTER TABLE run ADD COLUMN warnings INTEGER NOT NULL DEFAULT 0;
   UPDATE run SET rejected = json_extract(result, '$.rejected'), warnings = json_array_length(result, '$.warnings');
   CREATE TABLE score (
     run INTEGER NOT NULL REFERENCES run (id),
     position INTEGER NOT NULL,
     question TEXT NOT NULL,
     points REAL NOT NULL,
     max REAL NOT NULL,
     manual INTEGER NOT NULL,
     outcome TEXT NOT NULL,
     wall_ms REAL NOT NULL,
     PRIMARY KEY (run, position)
   ) STRICT;
   INSERT INTO score SELECT run.id, each.key, json_extract(each.value, '$.id'), json_extract(each.value, '$.points'),
     json_extract(each.value, '$.max'), json_extract(each.value, '$.manual'), json_extract(each.value, '$.outcome'),
     json_extract(each.value, '$.wallMs') FROM run, json_each(run.result, '$.questions') AS each;
   CREATE TABLE notebook (
     submission INTEGER PRIMARY KEY REFERENCES submission (id),
     gzip BLOB NOT NULL
   ) STRICT;
   CREATE TABLE mark (
     id INTEGER PRIMARY KEY,
     submission INTEGER NOT NULL REFERENCES submission (id),
     question TEXT NOT NULL,
     points REAL,
     comment TEXT NOT NULL,
     rubric TEXT NOT NULL,
     author TEXT NOT NULL,
     given TEXT NOT NULL
   ) STRICT;
   CREATE INDEX mark_by_question ON mark (submission, question);
   CREATE TABLE batch (
     id INTEGER PRIMARY KEY,
     assignment TEXT NOT NULL,
     verb TEXT NOT NULL,
     process INTEGER NOT NULL,
     host TEXT NOT NULL,
     total INTEGER NOT NULL,
     done INTEGER NOT NULL,
     last TEXT NOT NULL,
     started TEXT NOT NULL,
     updated TEXT NOT NULL,
     ended TEXT,
     error TEXT
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
