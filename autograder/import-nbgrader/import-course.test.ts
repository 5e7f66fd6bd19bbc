/** What an instructor relies on: a course that nbgrader itself made comes over whole, and what a person must do is named. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readCourse } from "../course/read-course.ts";
import { readRoster } from "../course/roster.ts";
import { loadAssignment } from "../source/index.ts";
import { importNbgrader } from "./import-course.ts";

const root = join(import.meta.dirname, "..", "..");
const python = execFileSync(process.execPath, [join(root, "setup", "python.mjs")], { encoding: "utf8" })
  .trim()
  .split("\n")
  .at(-1)!;
let folder: string;
let out: string;

/** A TypeScript assignment in nbgrader's first schema, with its default markers. */
function oldNotebook(): string {
  const grade = (grade_id: string, flags: object) => ({
    nbgrader: { schema_version: 1, grade_id, locked: false, ...flags },
  });
  const code = (source: string, metadata: object) => ({
    cell_type: "code",
    metadata,
    source,
    outputs: [],
    execution_count: 3,
  });
  const cells = [
    code(
      "export function f(x: number) {\n  ### BEGIN SOLUTION\n  return x + 1;\n  ### END SOLUTION\n}",
      grade("f", { solution: true, grade: false }),
    ),
    code(
      'check.equal("one more", f(1), 2);\n### BEGIN HIDDEN TESTS\ncheck.equal("again", f(2), 3);\n### END HIDDEN TESTS',
      grade("f test", { grade: true, solution: false, points: 2 }),
    ),
  ];
  const metadata = { kernelspec: { name: "tslab", language: "typescript", display_name: "TypeScript" } };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 0, metadata, cells });
}

/** As `nbgrader db student add` and `nbgrader db assignment add` do. */
const FILL = `import sys
from nbgrader.api import Gradebook
with Gradebook(sys.argv[1]) as book:
    book.add_student("ada", first_name="Ada", last_name="Lovelace", email="ada@x.org")
    book.add_assignment("ts", duedate="2027-03-01 22:59:00 UTC")
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-nbgrader-"));
  out = join(folder, "ours");
  const env = { ...process.env, HOME: folder, PATH: `${dirname(python)}:${process.env.PATH}` };
  const run = (...args: string[]) => execFileSync(python, args, { cwd: folder, stdio: "pipe", env });
  run("-m", "nbgrader", "quickstart", "course101");
  const course = join(folder, "course101");
  mkdirSync(join(course, "source", "ts"), { recursive: true });
  writeFileSync(join(course, "source", "ts", "only.ipynb"), oldNotebook());
  run("-c", FILL, `sqlite:///${join(course, "gradebook.db")}`);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("roster, deadlines and notebooks come over; Python cells are named as work to do", () => {
  const result = importNbgrader(join(folder, "course101"), out);
  if (!result.ok) throw new Error(result.reason);
  const { assignments, students, todo } = result.imported;
  expect(assignments).toEqual(["ps1-problem1", "ps1-problem2", "ts"]);
  expect([students, todo.filter((line) => /^ps1-problem1: the code cells are python/.test(line)).length]).toEqual([
    1, 1,
  ]);
  const reading = readCourse(out);
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join("\n"));
  expect(reading.course.assignments.at(-1)).toMatchObject({ name: "ts", due: Date.UTC(2027, 2, 1, 22, 59) });
  expect(readRoster(reading.course.roster)).toMatchObject({
    students: [{ id: "ada", name: "Ada Lovelace", email: "ada@x.org" }],
  });
});

test("a notebook of the first schema loads as ours, with its markers and its check tied to its solution", () => {
  const loaded = loadAssignment(join(out, "assignments", "ts"));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const [question] = loaded.assignment.questions;
  expect([question.id, question.points, question.checks[0].gradeId]).toEqual(["f", 2, "f-test"]);
  expect(question.solutions[0].source).toContain("// BEGIN SOLUTION");
});

test("nothing is overwritten, and another folder is refused", () => {
  const before = readFileSync(join(out, "gradlab.yaml"), "utf8");
  expect(importNbgrader(join(folder, "course101"), out)).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/empty or new/),
  });
  expect(readFileSync(join(out, "gradlab.yaml"), "utf8")).toBe(before);
  expect(importNbgrader(dirname(python), join(folder, "x"))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/source/),
  });
});
