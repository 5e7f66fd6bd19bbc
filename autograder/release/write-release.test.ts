/** What a course relies on: what lies alongside a notebook reaches students, without its outputs and solutions. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, notebookText } from "gradlab/kernel/notebook";
import { loadAssignment } from "../source/index.ts";
import { writeRelease } from "./index.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gradlab-alongside-"));
  mkdirSync(join(root, "first"));
});
afterEach(() => rmSync(root, { recursive: true }));

const flags = { schema_version: 3, solution: false, grade: false, locked: false, task: false };
function code(id: string, source: string, grade: object): Cell {
  const metadata = { nbgrader: { ...flags, grade_id: id, ...grade }, gradlab: { question: "f" } };
  return { cell_type: "code", id, metadata, source, outputs: [], execution_count: null };
}

function write(name: string, cells: Cell[], alongside?: string[]): void {
  const metadata = alongside ? { gradlab: { alongside } } : {};
  writeFileSync(join(root, "first", name), notebookText({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
}

const cells = [
  code("f", "export function f() {\n  // BEGIN SOLUTION\n  return 42;\n  // END SOLUTION\n}", { solution: true }),
  code("f-check", "f();", { grade: true, locked: true, points: 1 }),
];

test("notebooks alongside are released like the notebook itself, modules are copied, nothing else goes out", () => {
  write("first.ipynb", cells, ["more.ipynb", "helper.ts"]);
  const outputs = [{ output_type: "stream" as const, name: "stdout" as const, text: "42" }];
  write("more.ipynb", [
    {
      cell_type: "code",
      id: "a",
      metadata: {},
      source: 'import { f } from "./first.ipynb";',
      outputs,
      execution_count: 3,
    },
  ]);
  writeFileSync(join(root, "first", "helper.ts"), "export const one = 1;\n");
  write("golden.ipynb", cells);
  const loaded = loadAssignment(join(root, "first"));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const file = writeRelease(loaded.assignment, join(root, "out"));
  expect(file).toBe(join(root, "out", "first.ipynb"));
  expect(readdirSync(join(root, "out")).sort()).toEqual(["first.ipynb", "helper.ts", "more.ipynb"]);
  const read = (name: string) => readFileSync(join(root, "out", name), "utf8");
  expect(JSON.parse(read("more.ipynb")).cells[0]).toMatchObject({ outputs: [], execution_count: null });
  expect(read("first.ipynb")).not.toContain("42");
  expect(read("helper.ts")).toBe("export const one = 1;\n");
});

test("a name that cannot be released is a problem of the source", () => {
  write("first.ipynb", cells, ["gone.ipynb", "../secret.ts"]);
  const loaded = loadAssignment(join(root, "first"));
  expect(loaded.ok ? [] : loaded.problems).toEqual([
    expect.stringMatching(/alongside: expected gone\.ipynb in .*first, got no such file/),
    expect.stringMatching(/alongside: expected names of notebooks or modules .* got "\.\.\/secret\.ts"/),
  ]);
});
