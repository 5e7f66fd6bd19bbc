/** Given code that lives with the student's: what cannot cross, such as a tensor, goes from one to the other there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, type Notebook, notebookText } from "gradlab/kernel/notebook";
import { gradeSubmission } from "./grade-submission.ts";

const folder = join(mkdtempSync(join(tmpdir(), "gradlab-sandboxed-")), "tensors");

afterAll(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const SETUP = `import { fromTensor, loadTensorFlow, nd, type NdArray, toTensor } from "gradlab/lib";
import { check } from "gradlab/check";
import type { Tensor } from "@tensorflow/tfjs";`;

const TENSORS = `export const tf = await loadTensorFlow();
export const tensor = (x: NdArray): Tensor => toTensor(tf, x);
export const arrayOf = (x: Tensor): NdArray => fromTensor(x);
export const backend = (): string => tf.getBackend();`;

const TWICE = `export function twice(x: Tensor): Tensor {
  // BEGIN SOLUTION
  return x.mul(2);
  // END SOLUTION
}`;

const CHECK = `{
  const x = check.random().randn(3, 4);
  check.close("twice", arrayOf(twice(tensor(x))), x.mul(2), { tol: 1e-6 });
  check.equal("the native backend", backend(), "tensorflow");
}`;

function cell(grade_id: string, source: string, flags: object, gradlab: object = {}): Cell {
  const nbgrader = { schema_version: 3, grade_id, grade: false, solution: false, locked: true, task: false, ...flags };
  return {
    cell_type: "code",
    id: grade_id,
    metadata: { nbgrader, gradlab },
    source,
    outputs: [],
    execution_count: null,
  };
}

function notebook(twice: string): Notebook {
  const cells = [
    cell("setup", SETUP, {}),
    cell("given", TENSORS, {}, { runs: "sandbox", packages: ["@tensorflow/tfjs-node"] }),
    cell("twice", twice, { solution: true, locked: false }),
    cell("twice-check", CHECK, { grade: true, points: 2 }, { question: "twice" }),
  ];
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

async function pointsOf(twice: string): Promise<number> {
  const file = join(folder, "submission.ipynb");
  writeFileSync(file, notebookText(notebook(twice)));
  const result = await gradeSubmission({ assignment: { folder }, file, student: "s" });
  return result.points;
}

test("checks hand tensors to the student's code through given functions, on the native backend", async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "tensors.ipynb"), notebookText(notebook(TWICE)));
  expect(await pointsOf(TWICE)).toBe(2);
  expect(await pointsOf(TWICE.replace("mul(2)", "mul(3)"))).toBe(1);
}, 60_000);
