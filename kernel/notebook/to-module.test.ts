import { describe, expect, test } from "@jest/globals";
import { readNotebook, toModule } from "gradlab/kernel/notebook";

/** Runs a module's code and gives its exports. */
async function load(cells: string[], roots?: Array<string | number>): Promise<Record<string, unknown>> {
  const { code } = toModule(cells, roots ? { roots } : {});
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

describe("toModule", () => {
  test("takes what an export needs, and nothing else", async () => {
    const cells = [
      "import fs from 'node:fs';\nimport { join, type ParsedPath } from 'node:path';",
      "interface P { x: number }\nconst scale: number = 2;\nfunction helper(p: P): number { return p.x * scale }",
      "throw new Error('a demo that fails')",
      "export function twice(x: number) { return helper({ x }) }\nexport const path = join('a', 'b');",
      "console.log(fs)",
    ];
    const made = toModule(cells);
    expect(made.exports).toEqual(["twice", "path"]);
    expect(made.imports).toEqual(["node:path"]);
    expect(made.freeNames).toEqual([]);
    const module = await load(cells);
    expect((module.twice as (x: number) => number)(4)).toBe(8);
    expect(module.path).toBe("a/b");
  });

  test("names used but declared nowhere come back as free names", () => {
    const { freeNames } = toModule([
      "export const f = (x: number[]) => relu(Math.max(...x), ({ a: k }: any) => k + y)",
    ]);
    expect(freeNames.sort()).toEqual(["Math", "relu", "y"]);
  });

  test("inner scopes hide outer names", () => {
    const source = `export function f(a, { b, c: [d] }, ...e) {
      for (const i of a) { var later = i; let j = i; class K { k = j } new K(); }
      try { b() } catch (err) { err }
      label: for (let q = 0; q < 1; q++) { if (q) continue label; }
      const g = function named() { return named };
      return { d, e, later, x: 1, [g]: outer, arguments };
    }`;
    expect(toModule([source]).freeNames).toEqual(["outer"]);
  });

  test("the last declaration of a name wins, in any combination", async () => {
    const declared = [
      "const v: number = 1;",
      "let v = 1",
      "var v = 1",
      "function v() { return 1 }",
      "class v {}",
      "enum v { A }",
    ];
    for (const first of declared) {
      const cells = [`export ${first}`, "export const v = 2"];
      expect((await load(cells)).v).toBe(2);
      expect(typeof (await load([...cells].reverse())).v).toBe(typeof (await load([`export ${first}`])).v);
    }
  });

  test("code that runs at once sees the version before it, functions the version when they are called", async () => {
    const cells = [
      "const n = 1; function f() { return n }",
      "export const early = f() + n;",
      "const n = 10;",
      "export const late = f(); export { f }",
    ];
    const module = await load(cells);
    expect([module.early, module.late, (module.f as () => number)()]).toEqual([2, 10, 10]);
  });

  test("an import that many cells repeat is written once; a name imported and then declared is the later", async () => {
    const again = "import { join } from 'node:path'; import * as path from 'node:path';";
    const module = await load([
      again,
      again,
      "export const a = join('x', path.sep)",
      "const join = 3; export { join as j }",
    ]);
    expect([module.a, module.j]).toEqual(["x/", 3]);
  });

  test("destructuring, classes, enums, top-level await, default and renamed exports", async () => {
    const module = await load([
      "export const { a, b: [c = 5], ...rest } = await Promise.resolve({ a: 1, b: [] as number[], d: 4 });",
      "abstract class Base { constructor(protected readonly w: number) {} }\nexport class Sub extends Base { twice() { return this.w * 2 } }",
      "enum Mode { Train = 1, Test = Train << 2 }\nexport { Mode as M };\nexport default function () { return Mode.Test }",
      "namespace Geometry { export const pi = 3 }\nexport const p = Geometry.pi satisfies number;",
    ]);
    expect([module.a, module.c, module.rest, module.p]).toEqual([1, 5, { d: 4 }, 3]);
    expect(new (module.Sub as new (w: number) => { twice(): number })(4).twice()).toBe(8);
    expect((module.M as Record<string, number>).Test).toBe(4);
    expect((module.default as () => number)()).toBe(4);
  });

  test("of two default exports the last wins", async () => {
    expect((await load(["export default 1", "export default 1 + 1"])).default).toBe(2);
  });

  test("a cell that does not parse is reported and spoils no other", async () => {
    const cells = ["export const ok = 1", "const x = 1;\nfunction (", "export const more = ok + 1"];
    expect(toModule(cells).problems).toEqual([
      { cell: 1, line: 2, column: 10, message: expect.stringContaining("function") },
    ]);
    expect((await load(cells)).more).toBe(2);
  });

  test("statements that change a needed name come along, demos do not", async () => {
    const cells = [
      "export const config = { rate: 1, rules: new Map() };\nconfig.rules.set('a', 1);\nconsole.log(explode())",
      "config.rate = 0.5; explode(config)",
    ];
    const { config } = (await load(cells)) as { config: { rate: number; rules: Map<string, number> } };
    expect([config.rate, config.rules.get("a")]).toEqual([0.5, 1]);
  });

  test("a root cell runs whole and gets what it needs of other cells", async () => {
    const cells = ["const one = 1; const unused = explode();", "globalThis.seen = one + 1;", "explode()"];
    const made = toModule(cells, { roots: [1] });
    expect(made.freeNames).toEqual(["globalThis"]);
    await load(cells, [1]);
    expect((globalThis as { seen?: number }).seen).toBe(2);
  });

  test("roots by name give also what no cell exports", async () => {
    const module = await load(["const a = 1", "const b = a + 1", "export const c = boom()"], ["b"]);
    expect(Object.entries(module)).toEqual([["b", 2]]);
  });

  test("each line of the code knows its cell and line, also below an enum", () => {
    const made = toModule([
      "// one\nexport enum E {\n  A,\n}\nexport function f() {\n  return E.A;\n}",
      "export const g =\n  1;",
    ]);
    const lines = made.code.split("\n");
    expect(made.lines[lines.findIndex((l) => l.includes("return E.A"))]).toEqual({ cell: 0, line: 6 });
    expect(made.lines[lines.findIndex((l) => l.trim() === "1;")]).toEqual({ cell: 1, line: 2 });
  });

  test("magics do not keep a cell from being read", async () => {
    expect(
      (
        await load([
          "%nocheck\n!npm install x\nexport const a = 1\n%who",
          "%%writefile x.txt\nnot code",
          "%%time\nexport const b = a",
        ])
      ).b,
    ).toBe(1);
  });

  test("only code cells of a notebook count", () => {
    const base = { metadata: {}, outputs: [], execution_count: null };
    const cells = [
      { cell_type: "markdown" as const, metadata: {}, source: "export const no = 1" },
      { cell_type: "code" as const, ...base, source: "export const a = 1" },
    ];
    expect(toModule(cells).lines[0]).toEqual({ cell: 1, line: 1 });
  });

  test("a missing notebook is named", () => {
    expect(() => readNotebook("/nowhere/x.ipynb")).toThrow("/nowhere/x.ipynb");
  });
});
