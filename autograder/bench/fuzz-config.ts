/** Random and damaged configuration: course files, rosters, and the metadata of source notebooks. Each is read or explained. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parseNotebook } from "gradlab/kernel/notebook";
import { CourseReader } from "../course/read-course.ts";
import { rosterOf } from "../course/roster.ts";
import { limitsOf } from "../grade/limits-of.ts";
import { instructorNotebook } from "../intake/sample.ts";
import { assemble } from "../source/load.ts";

const COURSE = `course: Deep learning
roster: roster.csv
late: { perDay: 10, grace: 15m, cap: 50, acceptDays: 7 }
budget: { seconds: 60, megabytes: 1024 }
assignments:
  - name: first
    title: The first
    due: 2027-03-01T23:59:00+01:00
    attempts: 3
    points: { double: 4 }
    thresholds: { double: 0.5 }
`;

const ROSTER = "id,name,email,section\nada,Ada Lovelace,ada@example.org,1\nalan,Alan Turing,alan@example.org,2\n";

/** What breaks readers of YAML, CSV and JSON, to be put in anywhere. */
const PIECES = [
  "&a [*a, *a, *a]",
  "*a",
  "<<: *a",
  "!!binary x",
  "!!js/function 'x'",
  "? [a]\n: b",
  "__proto__: { x: 1 }",
  "-",
  "\t",
  ": ",
  "\0",
  '"',
  "'",
  "|\n",
  "{",
  "[",
  "1e999",
  ".nan",
  "~",
  "---\n",
  "../../etc",
  "\u202e",
  "\ud800",
  ",,,",
  "\r",
  "constructor",
];

const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 8 }));

/** The text with pieces in place of parts of it. */
function damaged(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(text.length), fc.nat(24), piece);
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce((now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length), text),
    );
}

/** Values under the keys that a course file may have. */
const structured = fc
  .record(
    {
      course: fc.anything(),
      roster: fc.oneof(fc.constant("roster.csv"), fc.anything()),
      late: fc.anything(),
      budget: fc.anything(),
      assignments: fc.oneof(fc.anything(), fc.array(fc.record({ name: fc.anything(), due: fc.anything() }))),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value, plain));

/** JSON has no bigint. */
function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Throws with the smallest failing input. */
export function fuzzConfiguration(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-fuzz-"));
  try {
    writeFileSync(join(folder, "roster.csv"), ROSTER);
    mkdirSync(join(folder, "assignments", "first"), { recursive: true });
    const numRuns = Math.ceil(count / 3);
    fc.assert(fc.property(fc.oneof(damaged(COURSE), structured), courseIsRead(folder)), { numRuns });
    fc.assert(fc.property(fc.oneof(damaged(ROSTER), fc.string({ unit: "binary" })), rosterIsRead), { numRuns });
    fc.assert(fc.property(damagedSource, sourceIsRead), { numRuns });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function courseIsRead(folder: string): (text: string) => boolean {
  const reader = new CourseReader();
  const file = join(folder, "gradlab.yaml");
  return (text) => {
    const read = reader.read(file, text);
    return read.ok ? read.course.assignments.length > 0 : read.problems.length > 0;
  };
}

function rosterIsRead(text: string): boolean {
  const read = rosterOf("roster.csv", Buffer.from(text));
  return read.ok ? read.students.every(({ id }) => /^[\w.@-]+$/.test(id)) : read.problems.length > 0;
}

/** The honest source with anything in its cells' metadata and texts, or with its JSON damaged. */
const damagedSource = fc.oneof(
  damaged(JSON.stringify(instructorNotebook())),
  fc.array(fc.tuple(fc.nat(6), fc.anything(), fc.anything(), piece), { minLength: 1, maxLength: 3 }).map((changes) => {
    const notebook = instructorNotebook();
    for (const [at, nbgrader, gradlab, text] of changes) {
      const cell = notebook.cells[at % notebook.cells.length];
      const old = cell.metadata.nbgrader as object | undefined;
      cell.metadata = { nbgrader: typeof nbgrader === "object" ? { ...old, ...nbgrader } : nbgrader, gradlab };
      cell.source = `${cell.source}${text}`;
    }
    return JSON.stringify(notebook, plain);
  }),
);

function sourceIsRead(text: string): boolean {
  const parsed = parseNotebook(text);
  if (!parsed.ok) return parsed.error.length > 0;
  const loaded = assemble({ name: "x", folder: "/x", file: "/x/x.ipynb", notebook: parsed.notebook });
  if (!loaded.ok) return loaded.problems.length > 0;
  const limits = loaded.assignment.questions.map((question) => limitsOf(loaded.assignment, question));
  return limits.every((one) => Object.values(one).every((value) => Number.isFinite(value) && value > 0));
}
