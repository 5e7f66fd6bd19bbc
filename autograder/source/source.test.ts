/** What an instructor relies on: a good source is read into questions and points, and every fault is named with its cell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, notebookText } from "gradlab/kernel/notebook";
import { findRegions, loadAssignment, replaceRegions, SOLUTION } from "./index.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gradlab-source-"));
});
afterEach(() => rmSync(root, { recursive: true }));

type Flags = { grade?: boolean; solution?: boolean; locked?: boolean; points?: number; schema_version?: number };

function cell(grade_id: string, source: string, flags: Flags = {}, gradlab?: object): Cell {
  const nbgrader = { schema_version: 3, grade_id, grade: false, solution: false, locked: false, task: false, ...flags };
  const metadata = { nbgrader, ...(gradlab ? { gradlab } : {}) };
  return { cell_type: "code", id: grade_id, metadata, source, outputs: [], execution_count: null };
}

const text = (id: string, source: string): Cell => ({ cell_type: "markdown", id, metadata: {}, source });
const solution = (id: string, body = "  // BEGIN SOLUTION\n  return x;\n  // END SOLUTION") =>
  cell(id, `export function ${id}(x: number) {\n${body}\n}`, { solution: true });
const check = (id: string, points: number | undefined) =>
  cell(`${id}-check`, `check.equal("x", ${id}(1), 1);`, { grade: true, locked: true, points }, { question: id });

function load(cells: Cell[]) {
  mkdirSync(join(root, "first"), { recursive: true });
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells };
  writeFileSync(join(root, "first", "first.ipynb"), notebookText(notebook));
  return loadAssignment(join(root, "first"));
}

function problems(cells: Cell[]): string[] {
  const loaded = load(cells);
  return loaded.ok ? [] : loaded.problems;
}

test("questions hold their cells, titles and points in the notebook's order", () => {
  const answer: Cell = {
    ...text("why", "Because."),
    metadata: {
      nbgrader: { ...(cell("why", "").metadata.nbgrader as object), grade: true, solution: true, points: 2 },
    },
  };
  const loaded = load([
    text("t", "# First steps\ntext"),
    text("h1", "## Task 1: same"),
    solution("same"),
    check("same", 3),
    text("h2", "## Why?"),
    answer,
  ]);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const { assignment } = loaded;
  expect([assignment.name, assignment.title, assignment.points]).toEqual(["first", "First steps", 5]);
  const seen = assignment.questions.map(({ id, title, points, manual }) => ({ id, title, points, manual }));
  expect(seen).toEqual([
    { id: "same", title: "Task 1: same", points: 3, manual: false },
    { id: "why", title: "Why?", points: 2, manual: true },
  ]);
  expect(assignment.questions[0].solutions[0].index).toBe(2);
});

test.each<[string, Cell[], RegExp]>([
  ["points missing", [solution("f"), check("f", undefined)], /cell 2 \(f-check\): expected points/],
  ["a marker alone", [solution("f", "// BEGIN SOLUTION"), check("f", 1)], /cell 1 \(f\): line 2: .*without/],
  ["a check without a solution", [check("f", 1)], /question f: expected a solution cell/],
  ["a solution without a check", [solution("f")], /question f: expected a check cell/],
  ["the same grade_id twice", [solution("f"), check("f", 1), check("f", 1)], /cell 3 \(f-check\): cell 2 has the same/],
  [
    "a bad grade_id",
    [cell("a b", "1", { locked: true }), solution("f"), check("f", 1)],
    /cell 1 \(a b\): expected a grade_id/,
  ],
  [
    "an old schema",
    [cell("g", "1", { locked: true, schema_version: 1 }), solution("f"), check("f", 1)],
    /cell 1 \(g\): expected nbgrader's schema_version 3/,
  ],
  [
    "a solution that would be released",
    [cell("g", "// BEGIN SOLUTION\n// END SOLUTION", { locked: true }), solution("f"), check("f", 1)],
    /cell 1 \(g\): a solution region in a given cell/,
  ],
  [
    "hidden tests that earn nothing",
    [cell("g", "// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS", { locked: true }), solution("f"), check("f", 1)],
    /cell 1 \(g\): hidden tests in a given cell/,
  ],
  ["no question", [text("t", "# Nothing")], /expected at least one question/],
])("%s is named with its cell", (_, cells, message) => {
  expect(problems(cells)).toEqual([expect.stringMatching(message)]);
});

test("every fault is reported at once", () => {
  expect(problems([solution("f", "// END SOLUTION"), check("f", -1)])).toHaveLength(2);
});

test("a missing or broken file is one problem that names it", () => {
  expect(loadAssignment(join(root, "nowhere"))).toEqual({
    ok: false,
    problems: [expect.stringContaining("nowhere.ipynb")],
  });
  mkdirSync(join(root, "broken"));
  writeFileSync(join(root, "broken", "broken.ipynb"), "{");
  expect(loadAssignment(join(root, "broken"))).toEqual({
    ok: false,
    problems: [expect.stringContaining("expected JSON")],
  });
});

test("regions are replaced with the indent of their marker, the rest stays", () => {
  const source = "a\n    // BEGIN SOLUTION\n    b\n    // END SOLUTION\nc\n// BEGIN SOLUTION\n// END SOLUTION";
  expect(replaceRegions(source, SOLUTION, ["x", "y"])).toBe("a\n    x\n    y\nc\nx\ny");
  expect(findRegions("// BEGIN SOLUTION\n// BEGIN SOLUTION", SOLUTION)).toMatch(/line 2: a second/);
});
