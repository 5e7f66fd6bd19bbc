/** Two submissions that predict equally well: one learns from the labels that it is given, the other knows them already. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { notebookText } from "gradlab/kernel/notebook";
import { gradeSubmission } from "./grade-submission.ts";

const scratch = mkdtempSync(join(tmpdir(), "gradlab-control-test-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/**
 * The mean of each class; a point belongs to the nearer one. Means of shuffled labels lead in any direction: of ten, since of two
 * one in eight is right by chance.
 */
const LEARNS = `export function learn({ XTrain, yTrain }) {
  const mean = (label) => XTrain.slice(yTrain.eq(label)).mean(0);
  const [zero, one] = [mean(0), mean(1)];
  const distance = (X, m) => X.sub(m).pow(2).sum(1);
  return (X) => distance(X, one).lt(distance(X, zero)).astype("int32");
}`;

/** The rule that made the labels, known from elsewhere. */
const KNOWS = 'export const learn = () => (X) => X.slice(":", 0).gt(0).astype("int32");';

const CHECK = `{
  const rng = check.random();
  const [XTrain, XTest] = [rng.randn(400, 10), rng.randn(400, 10)];
  const labels = (X) => X.slice(":", 0).gt(0).astype("int32");
  const predict = learn({ XTrain, yTrain: labels(XTrain) });
  check.accuracy("points that it has not seen", predict(XTest), labels(XTest), { atLeast: 0.9 });
}`;

function notebook(solution: string): string {
  const cell = (grade_id: string, source: string, grade: boolean): Cell => ({
    cell_type: "code",
    id: grade_id,
    metadata: {
      nbgrader: {
        schema_version: 3,
        grade_id,
        grade,
        solution: !grade,
        locked: grade,
        task: false,
        points: grade ? 1 : undefined,
      },
      gradlab: { question: "learn", control: "shuffled-labels" },
    },
    source,
    outputs: [],
    execution_count: null,
  });
  const given = { ...cell("setup", 'import { nd } from "gradlab/lib";\nimport { check } from "gradlab/check";', true) };
  given.metadata = {};
  const cells = [given, cell("learn", solution, false), cell("learn-check", CHECK, true)];
  const whole: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  return notebookText(whole);
}

async function warningsOf(student: string, solution: string) {
  const folder = join(scratch, "learn");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "learn.ipynb"), notebook(LEARNS));
  const file = join(scratch, `${student}.ipynb`);
  writeFileSync(file, notebook(solution));
  const { points, warnings } = await gradeSubmission({
    assignment: { folder },
    file,
    student,
    isolation: { allowUnsafe: true },
  });
  return { points, warnings };
}

test("who learns is not flagged", async () => {
  expect(await warningsOf("learns", LEARNS)).toEqual({ points: 1, warnings: [] });
});

test("who knows the labels is flagged for review, and keeps the points", async () => {
  const { points, warnings } = await warningsOf("knows", KNOWS);
  expect(points).toBe(1);
  expect(warnings).toEqual([expect.stringMatching(/^learn: for review: reached (9\d|100)\.\d% .* shuffled labels$/)]);
});
