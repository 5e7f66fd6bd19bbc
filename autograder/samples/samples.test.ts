/** What an instructor relies on: samples are made from the source alone, and a sample file that does not fit it says so. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, eraseTypes, notebookText, readNotebook } from "gradlab/kernel/notebook";
import { loadAssignment } from "../source/index.ts";
import { makeSamples, thoughtlessSamples, writeSamples } from "./index.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gradlab-samples-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function cell(grade_id: string, source: string, flags: object, question?: string): Cell {
  const nbgrader = { schema_version: 3, grade_id, grade: false, solution: false, locked: false, task: false, ...flags };
  const metadata = { nbgrader, ...(question ? { gradlab: { question } } : {}) };
  return { cell_type: "code", id: grade_id, metadata, source, outputs: [], execution_count: null };
}

const SOLUTION = "export function f(x: number) {\n  // BEGIN SOLUTION\n  return 2 * x;\n  // END SOLUTION\n}";
const CHECK = "check.equal('f', f(1), 2);\n// BEGIN HIDDEN TESTS\ncheck.equal('f', f(3), 6);\n// END HIDDEN TESTS";

function assignmentWith(files: Record<string, string>) {
  const cells = [cell("f", SOLUTION, { solution: true }), cell("f-check", CHECK, { grade: true, points: 1 }, "f")];
  const folder = join(root, "twice");
  mkdirSync(folder);
  writeFileSync(join(folder, "twice.ipynb"), notebookText({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.assignment;
}

const MUTANT = "why: Adds.\nloses: [f]\nreplace:\n  - { question: f, from: 2 * x, to: 2 + x }\n";
const CHEAT = "why: Prints.\nadd:\n  - source: console.log('passed')\nreplace:\n  - { cell: f-check, with: '1' }\n";

test("the class holds reference, empty, mutants and cheats, made from the release", () => {
  const samples = makeSamples(assignmentWith({ "mutants/adds.yaml": MUTANT, "cheats/prints.yaml": CHEAT }));
  expect(samples.map(({ student }) => student)).toEqual(["reference", "empty", "mutant-adds", "cheat-prints"]);
  const text = (at: number) => samples[at].notebook.cells.map(({ source }) => source);
  expect(text(0)).toEqual(["export function f(x: number) {\n  return 2 * x;\n}", "check.equal('f', f(1), 2);"]);
  expect(text(1)[0]).toContain("not written yet");
  expect(text(2)[0]).toContain("return 2 + x;");
  expect(text(3)).toEqual(["console.log('passed')", text(1)[0], "1"]);
  expect(samples[2].expects).toEqual({ kind: "mutant", loses: ["f"] });
});

test("answers without thought export what the source exports, can be called and constructed, and may earn nothing", () => {
  const samples = thoughtlessSamples(assignmentWith({}));
  const cellOf = (name: string) => samples.find(({ student }) => student === `thoughtless-${name}`)!.notebook.cells[0];
  expect(new Set(samples.map(({ expects }) => JSON.stringify(expects)))).toEqual(
    new Set(['{"kind":"cheat","honest":[]}']),
  );
  const bodyOf = (name: string) => {
    const erased = eraseTypes(cellOf(name).source.replace("export ", ""));
    return erased.ok ? erased.code : erased.problem.message;
  };
  const f = (name: string) => new Function(`${bodyOf(name)}; return f;`)();
  expect([f("first")(3, 4), f("true")(3), f("zeros")(3), f("pass-through")(3, 4)[0]]).toEqual([3, true, 0, 3]);
  expect([new (f("methods-first"))().loss(7), f("agreeable")().std().anything > 1]).toEqual([7, false]);
});

test("each sample is one notebook in a folder of its student's name", () => {
  const assignment = assignmentWith({});
  const paths = writeSamples(makeSamples(assignment), assignment, join(root, "out"));
  expect(paths).toEqual([join(root, "out/reference/twice.ipynb"), join(root, "out/empty/twice.ipynb")]);
  expect(readNotebook(paths[1]).cells).toHaveLength(2);
});

test.each([
  [
    "a passage that is not there",
    MUTANT.replace("2 * x", "3 * x"),
    /mutants\/m: expected "3 \* x" once in f, got it 0 times/,
  ],
  [
    "a question that is not there",
    MUTANT.replace("[f]", "[g]"),
    /m.yaml: expected loses to name questions of twice, got g/,
  ],
  ["no question", MUTANT.replace("[f]", "[]"), /m.yaml: expected loses to name at least one question/],
  ["a cell that is not there", MUTANT.replace("question: f", "question: g"), /expected a cell g/],
  ["no reason", "loses: [f]\n", /m.yaml: expected a sentence in why/],
  [
    "half a change",
    "why: No.\nloses: [f]\nreplace: [{ question: f, from: x }]\n",
    /m.yaml: expected the change of f to have from and to/,
  ],
])("a mutant file with %s is named", (_, text, message) => {
  const assignment = assignmentWith({ "mutants/m.yaml": text });
  expect(() => makeSamples(assignment)).toThrow(message);
});

test("an assignment folder may be copied elsewhere", () => {
  const { folder } = assignmentWith({ "mutants/adds.yaml": MUTANT });
  cpSync(folder, join(root, "elsewhere", "twice"), { recursive: true });
  const loaded = loadAssignment(join(root, "elsewhere", "twice"));
  expect(loaded.ok && makeSamples(loaded.assignment)).toHaveLength(3);
});
