/** What a student relies on: validate runs the notebook in the real kernel and names every check that fails. */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, notebookText } from "gradlab/kernel/notebook";
import { validate, writeReceipt } from "./index.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gradlab-validate-"));
});
afterAll(() => rmSync(root, { recursive: true }));

function code(id: string, source: string, graded: boolean): Cell {
  const nbgrader = { schema_version: 3, grade_id: id, grade: graded, solution: !graded, locked: graded, task: false };
  return { cell_type: "code", id, metadata: { nbgrader }, source, outputs: [], execution_count: null };
}

function notebook(name: string, cells: Cell[]): string {
  const file = join(root, name);
  writeFileSync(file, notebookText({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  return file;
}

const CHECK = 'import { check } from "gradlab/check";\n';

test("a failing check is named with its message, later cells still run, and only checks decide", async () => {
  const file = notebook("half.ipynb", [
    code("f", "export function f(x: number) { return x; }", false),
    code("f-check", `${CHECK}check.golden("f of 2", f(2), 4);`, true),
    code("g", 'throw new Error("not written yet");', false),
    code("h-check", `${CHECK}check.equal("f of 3", f(3), 3);`, true),
  ]);
  const { ok, cells } = await validate(file);
  expect(ok).toBe(false);
  expect(cells.map(({ gradeId, ok, check }) => [gradeId, check, ok])).toEqual([
    ["f", false, true],
    ["f-check", true, false],
    ["g", false, false],
    ["h-check", true, true],
  ]);
  expect(cells[1].error).toMatch(/CheckFailed: f of 2: relative error/);
});

test("the checks of one question run with what they need, and nothing else does", async () => {
  const file = notebook("singly.ipynb", [
    code("f", "export interface Two { two: 2 }\nexport function f(x: number) { return x; }", false),
    { ...code("slow", "await new Promise(() => {});", false), metadata: {} },
    { ...code("data", "const three = 3;", false), metadata: {} },
    code("f-check", `${CHECK}check.equal("f of 3", f(three), 3);`, true),
    code("g-check", `${CHECK}const one: Two["two"] = 2; check.equal("two", one, 2);`, true),
  ]);
  const { ok, cells } = await validate(file, { questions: ["f-check"] });
  expect([ok, cells.map(({ gradeId }) => gradeId ?? "open")]).toEqual([true, ["f", "open", "f-check"]]);
  expect(cells[2].printed).toBe("passed: f of 3\n");
  await expect(validate(file, { questions: ["h"] })).rejects.toThrow(
    /questions of this notebook \(f-check, g-check\), got h/,
  );
});

test("a cell that never ends is stopped and has failed", async () => {
  const file = notebook("endless.ipynb", [
    code("f-check", "while (true) {}", true),
    code("g-check", `${CHECK}check.equal("one", 1, 1);`, true),
  ]);
  const { cells } = await validate(file, { cellTimeoutMs: 1500 });
  expect(cells.map(({ ok }) => ok)).toEqual([false, true]);
});

test("a file that is no notebook is refused in words", async () => {
  const file = join(root, "broken.ipynb");
  writeFileSync(file, "{}");
  await expect(validate(file)).rejects.toThrow(/expected nbformat 4/);
});

test("a receipt holds the digest of the very file, and what failed", async () => {
  const file = notebook("handed-in.ipynb", [
    code("f", "export const f = () => 1;", false),
    code("f-check", `${CHECK}check.equal("one", f(), 1);`, true),
    code("g-check", `${CHECK}check.equal("two", f(), 2);`, true),
  ]);
  const path = join(root, "receipt.json");
  writeReceipt(path, file, await validate(file));
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({
    file: "handed-in.ipynb",
    sha256: digest,
    checks: { passed: 1, total: 2 },
    failed: ["g-check"],
  });
});
