/** What a course relies on: nothing hidden leaves in a release, and nbgrader takes it for its own. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { checksum, RELEASE, release } from "./index.ts";

type Flags = { grade: boolean; solution: boolean; locked: boolean; points?: number };

function cell(grade_id: string, source: string, flags: Flags, type: "code" | "markdown" = "code"): Cell {
  const metadata = { nbgrader: { schema_version: 3, grade_id, task: false, ...flags } };
  if (type === "markdown") return { cell_type: type, id: grade_id, metadata, source };
  const outputs = [{ output_type: "stream" as const, name: "stdout" as const, text: "secret 42" }];
  return { cell_type: type, id: grade_id, metadata, source, outputs, execution_count: 7 };
}

const solution = cell(
  "f",
  "/** Task 1. */\nexport function f() {\n  // BEGIN SOLUTION\n  return 42; // secret\n  // END SOLUTION\n}",
  { grade: false, solution: true, locked: false },
);
const check = cell(
  "f-check",
  "check.that('f', f() > 0);\n// BEGIN HIDDEN TESTS\ncheck.equal('secret', f(), 42);\n// END HIDDEN TESTS",
  { grade: true, solution: false, locked: true, points: 2 },
);
const answer = cell(
  "why",
  "The secret answer, and its rubric.",
  { grade: true, solution: true, locked: false, points: 0.5 },
  "markdown",
);
const given = cell("setup", 'import { nd } from "gradlab/lib";', { grade: false, solution: false, locked: true });
const source: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [given, solution, check, answer] };

test("solutions, model answers, hidden tests and outputs stay at home", () => {
  const before = JSON.stringify(source);
  const released = release(source);
  expect(JSON.stringify(released)).not.toContain("secret");
  expect(JSON.stringify(source)).toBe(before);
});

test("signature, docstring and public checks stay, with a stub in place of the solution", () => {
  const [, f, checks, why] = release(source).cells.map((cell) => cell.source);
  expect(f).toBe(
    '/** Task 1. */\nexport function f() {\n  // YOUR CODE HERE\n  throw new Error("not written yet");\n}',
  );
  expect(checks).toBe("check.that('f', f() > 0);");
  expect(why).toBe("YOUR ANSWER HERE");
});

test("what a student must not touch is locked", () => {
  const marks = release(source).cells.map(({ metadata: { deletable, editable } }) => [deletable, editable]);
  expect(marks).toEqual([
    [false, false],
    [false, undefined],
    [false, false],
    [false, undefined],
  ]);
});

// Printed by nbgrader.utils.compute_checksum of nbgrader 0.9.6 for the same four released cells.
const NBGRADER_CHECKSUMS = [
  "9ed0cd2652e0c79435268d46fad3ab6a",
  "b2d085bd4e3a516e7269e533820110f4",
  "d0be4f1e09af80f061a3ba1faf677468",
  "08d297be4de50595d3337424d771d04d",
];

test("checksums are those of nbgrader", () => {
  const sums = release(source).cells.map((cell) => (cell.metadata.nbgrader as { checksum: string }).checksum);
  expect(sums).toEqual(NBGRADER_CHECKSUMS);
});

test("a checksum covers the points as Python spells them", () => {
  const grade = { schema_version: 3, grade_id: "f-check", grade: true, solution: false, locked: true, task: false };
  expect(checksum(check, { ...grade, points: 2 })).toBe(checksum(check, { ...grade, points: 2.0 }));
  expect(checksum(check, { ...grade, points: 2 })).not.toBe(checksum(check, { ...grade, points: 2.5 }));
});

test("imports of sibling assignments lead to the student's own folder", () => {
  const text = 'import * as layers from "../first-nets/first-nets.ipynb";\nimport { f } from "../shared/other.ipynb";';
  const notebook: Notebook = { ...source, cells: [{ ...given, source: text }] };
  expect(release(notebook).cells[0].source).toBe(text.replace("../first-nets/", "./"));
});

test("a release is the sum of its steps", () => {
  expect(release(source, [])).toBe(source);
  expect(RELEASE.reduce((notebook, step) => step(notebook), source)).toEqual(release(source));
});
