import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { formatProblems } from "./diagnostics.ts";
import { LanguageService } from "./service.ts";

let folder: string;
let service: LanguageService;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "notebook-"));
  service = new LanguageService(folder);
  service.start();
});
afterAll(() => {
  service.close();
  rmSync(folder, { recursive: true });
});

/** Checks a cell and takes it in, as the kernel does. */
async function cell(source: string): Promise<string[]> {
  const problems = await service.diagnose(source);
  service.accept(source);
  return problems.map((p) => `${p.line}:${p.column} ${p.message}`);
}

describe("diagnose", () => {
  test("a type error has its place, and looks like that of tsc", async () => {
    const source = "const half = (x: number) => x / 2;\nhalf('four');";
    expect(formatProblems(await service.diagnose(source), source, "Cell[1]")).toEqual([
      "Cell[1]:2:6 - error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.",
      "",
      "2 half('four');",
      "       ~~~~~~",
    ]);
  });

  test("names of earlier cells, values and types, are known; unknown ones are not", async () => {
    expect(
      await cell("interface Point { x: number }\nexport const p: Point = { x: 1 };\nlet n = 1;\nenum E { A }"),
    ).toEqual([]);
    expect(await cell("const q: Point = p; n = 2; n += q.x; E.A;")).toEqual([]);
    expect(await cell("n = 'text'")).toEqual(["1:1 Type 'string' is not assignable to type 'number'."]);
    expect(await cell("p.y")).toEqual(["1:3 Property 'y' does not exist on type 'Point'."]);
    expect(await cell("undefinedName")).toEqual([expect.stringContaining("1:1 Cannot find name 'undefinedName'.")]);
  });

  test("a later cell may declare a name again in any way", async () => {
    for (const source of [
      "let v = 1",
      "const v = 'a'",
      "function v() { return 1 }",
      "class v { a = 1 }",
      "enum v { A }",
      "type v = 1",
      "let v: boolean",
    ]) {
      expect([source, await cell(source)]).toEqual([source, []]);
    }
    expect(await cell("v = true")).toEqual([]);
    expect(await cell("v = 'no'")).toEqual(["1:1 Type 'string' is not assignable to type 'boolean'."]);
  });

  test("top-level await, node, gradlab, tslab, and the names of every cell", async () => {
    expect(
      await cell(`import { nd } from "gradlab/lib";
        import * as tslab from "tslab";
        import { readFileSync } from "node:fs";
        const zeros = nd.zeros([2, 3]); tslab.display.html("x");
        const text: string = await Promise.resolve(readFileSync("a", "utf8"));
        display(zeros); display.html("<b>"); clearOutput(true); const name: string = await input("?");
        process.argv.length; setTimeout(() => {}, 1); import.meta.url; require("x");`),
    ).toEqual([]);
    expect(await cell("zeros.noSuchMethod()")).toEqual([expect.stringContaining("'noSuchMethod' does not exist")]);
    expect(await cell("display.html(3)")).toEqual([
      expect.stringContaining("not assignable to parameter of type 'string'"),
    ]);
  });

  test("packages that are not there are left to the run, which says how to install them", async () => {
    expect(await cell("import leftPad from 'left-pad'; leftPad('x')")).toEqual([]);
  });

  test("parameters without types and errors caught are free", async () => {
    expect(await cell("const f = (a, b) => a + b; try { f(1, 2) } catch (e) { e.message }")).toEqual([]);
  });

  test("files next to the notebook, also after a change, and other notebooks", async () => {
    const path = join(folder, "helper.ts");
    writeFileSync(path, "export const k = 1;");
    expect(await cell("import { k } from './helper.ts'; k.toFixed(2)")).toEqual([]);
    writeFileSync(path, "export const k = 'text';");
    expect(await cell("import { k } from './helper.ts'; k.toFixed(2)")).toEqual([
      expect.stringContaining("'toFixed' does not exist on type"),
    ]);
    const source = "export function twice(x: number) { return 2 * x }";
    const cells = [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source }];
    writeFileSync(join(folder, "other.ipynb"), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
    expect(await cell("import { twice } from './other.ipynb'; twice('x')")).toEqual([
      expect.stringContaining("not assignable to parameter of type 'number'"),
    ]);
  });

  test("a checker that ended is started again and knows what it knew", async () => {
    await cell("const kept = { a: 1 }");
    process.kill(service.pid!, "SIGKILL");
    await service.diagnose("1");
    expect(await cell("kept.b")).toEqual([expect.stringContaining("'b' does not exist")]);
  });
});

test("packages that are installed while the notebook runs", async () => {
  const own = mkdtempSync(join(tmpdir(), "installing-"));
  const installing = new LanguageService(own);
  const source = "import { width } from 'paper'; width.toFixed('x');";
  expect(await installing.diagnose(source)).toEqual([]);
  mkdirSync(join(own, "node_modules", "paper"), { recursive: true });
  writeFileSync(join(own, "node_modules", "paper", "index.d.ts"), "export const width: number;");
  installing.packagesChanged();
  await installing.diagnose("1");
  expect(await installing.diagnose(source)).toMatchObject([{ code: 2345 }]);
  installing.close();
  rmSync(own, { recursive: true });
});

test("a tsconfig.json next to the notebook is taken over, also one that means other files", async () => {
  const own = mkdtempSync(join(tmpdir(), "configured-"));
  const options = { strict: false, composite: true, rootDir: "src", outDir: "out", noUnusedLocals: true };
  writeFileSync(
    join(own, "tsconfig.json"),
    `{ // remark\n "compilerOptions": ${JSON.stringify(options)}, "include": ["src"] }`,
  );
  const configured = new LanguageService(own);
  expect(await configured.diagnose("const a: string = null; const b: number = a;")).toMatchObject([
    { code: 2322, column: 31 },
  ]);
  expect(await service.diagnose("const a: string = null;")).toMatchObject([{ code: 2322, column: 7 }]);
  configured.close();
  rmSync(own, { recursive: true });
});

describe("complete", () => {
  test("names of this cell and of earlier ones, with the kind of thing", async () => {
    await cell("const longNameOfMine = 1; function longNameOfFunction(a: number): string { return '' }");
    const found = await service.complete("const inThisCell = 1;\nlongNa", 28);
    expect(found.map(({ text, start, end, type }) => ({ text, start, end, type }))).toEqual([
      { text: "longNameOfFunction", start: 22, end: 28, type: "function" },
      { text: "longNameOfMine", start: 22, end: 28, type: "constant" },
    ]);
    expect((await service.complete("const inThisCell = 1;\ninThi", 27)).map((c) => c.text)).toEqual(["inThisCell"]);
  });

  test("members, after a dot and half-written, also in a text that does not parse", async () => {
    const source = "const list = [1, 2];\nif (list.ma) {\n";
    const found = await service.complete(source, source.indexOf("ma)") + 2);
    expect(found.map((c) => c.text)).toEqual(["map"]);
    expect(found[0]).toMatchObject({
      type: "method",
      signature: expect.stringContaining("callbackfn"),
      documentation: expect.stringContaining("Calls"),
    });
    expect((await service.complete("process.", 8)).map((c) => c.text)).toContain("argv");
  });

  test("cursors count code points", async () => {
    const found = await service.complete("const 𝒳 = '🙂'; [1].ma", 21);
    expect(found.map((c) => [c.text, c.start, c.end])).toEqual([["map", 19, 21]]);
  });
});

describe("inspect", () => {
  test("hover on a name, with its docs", async () => {
    await cell("/** Adds one.\n * @param x what to add to */\nfunction increment(x: number) { return x + 1 }");
    const found = await service.inspect("increment(2)", 4);
    expect(found?.["text/markdown"]).toContain("function increment(x: number): number");
    expect(found?.["text/plain"]).toContain("Adds one.");
    expect(found?.["text/plain"]).not.toContain("```");
  });

  test("within a call: the signature, the parameter at the cursor", async () => {
    const found = await service.inspect("[1].reduce((a, b) => a + b, )", 28);
    expect(found?.["text/plain"]).toMatch(/reduce\(.*initialValue: number\)[\s\S]*\ninitialValue: number/);
    expect((await service.inspect("increment(", 10))?.["text/plain"]).toContain("Adds one");
  });

  test("gradlab/lib's docstrings and the names of every cell", async () => {
    const source = 'import { relError } from "gradlab/lib"; relError';
    expect((await service.inspect(source, source.length))?.["text/plain"]).toMatch(/relError[\s\S]*relative/i);
    expect((await service.inspect("clearOutput", 3))?.["text/plain"]).toContain("Clears the cell's output");
    expect(await service.inspect("   ", 1)).toBeUndefined();
  });
});
