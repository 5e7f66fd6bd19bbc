/** What a student relies on: `await check("question")` in the kernel, against the functions of the session as they are now. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kernel, startKernel } from "gradlab/kernel/client";
import { readNotebook, writeNotebook } from "gradlab/kernel/notebook";
import { release } from "../release/index.ts";

const template = join(
  import.meta.dirname,
  "..",
  "course",
  "template",
  "assignments",
  "first-steps",
  "first-steps.ipynb",
);
let folder: string;
let kernel: Kernel;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-question-"));
  writeNotebook(join(folder, "first-steps.ipynb"), release(readNotebook(template)));
  kernel = await startKernel({ cwd: folder });
  await kernel.execute('import { nd, type NdArray } from "gradlab/lib";\nimport { check } from "gradlab/check";');
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true });
});

async function shown(code: string): Promise<Record<string, string>> {
  const { outputs } = await kernel.execute(code);
  const result = outputs.find(({ output_type }) => output_type === "execute_result");
  return (result as unknown as { data: Record<string, string> })?.data ?? { "text/plain": JSON.stringify(outputs) };
}

test("before the cells above were run it says so", async () => {
  expect((await shown('await check("columnMeans")'))["text/plain"]).toMatch(
    /columnMeans is not defined; run the cells above first/,
  );
});

test("a wrong function: every check with what was found, none of them stops the next", async () => {
  await kernel.execute("export const columnMeans = (X: NdArray) => X.mean(1);");
  await kernel.execute("export const standardize = (X: NdArray, eps = 1e-8) => X.mul(eps).sum(0);");
  const data = await shown('await check("standardize")');
  expect(data["text/plain"]).toMatch(
    /standardize: 0 of 2 public checks passed\nFAILED {2}two rows: .*\nFAILED {2}shape: expected shape \(2, 2\), got \(2,\)/,
  );
  expect(data["text/html"]).toMatch(/<table>.*✗ failed/);
});

test("the functions are those of the session, not those of the file", async () => {
  await kernel.execute("export const columnMeans = (X: NdArray) => X.mean(0);");
  expect((await shown('await check("columnMeans")'))["text/plain"]).toMatch(
    /1 of 1 public checks passed\npassed {2}means of a small array: relative error 0/,
  );
  expect((await shown('(await check("columnMeans")).passed'))["text/plain"]).toBe("true");
});

test("an unknown question: the known ones are named", async () => {
  expect((await shown('await check("columMeans")'))["text/plain"]).toMatch(
    /expected a question of this notebook \(columnMeans, standardize\), got columMeans/,
  );
});

test("with two notebooks in the folder, Jupyter's name decides; without it, it says what to do", async () => {
  cpSync(join(folder, "first-steps.ipynb"), join(folder, "copy.ipynb"));
  expect((await shown('await check("columnMeans")'))["text/plain"]).toMatch(
    /got 2 in .*: run the check cells themselves/,
  );
  await kernel.execute(`process.env.JPY_SESSION_NAME = ${JSON.stringify(join(folder, "copy.ipynb"))};`);
  expect((await shown('await check("columnMeans")'))["text/plain"]).toMatch(/1 of 1/);
});
