import { Session } from "node:inspector/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { compileCell } from "./compile.ts";
import { CELL_PREFIX } from "./loader-name.ts";

// The scripts run as cells do: in REPL mode on the main context, where the loader's stand-in answers with the real module.
const session = new Session();
beforeAll(async () => {
  session.connect();
  await raw("var before = Object.getOwnPropertyDescriptors(globalThis)");
  await raw(`globalThis.__gradlab = {
    import: (name) => Promise.resolve(process.getBuiltinModule(name)),
    bind: async (name, wanted) => Object.fromEntries(Object.entries(wanted).map(([local, imported]) => {
      const module = process.getBuiltinModule(name);
      return [local, imported === "*" || imported === "default" ? module : module[imported]];
    })),
    own: (name) => Object.getOwnPropertyDescriptor(globalThis, name)?.get && Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true }),
    meta: { url: "file:///notebook" },
  }`);
});
// The cells declare what they like, `crypto` and `performance` included; the next test file in this worker wants them back.
afterAll(async () => {
  await raw(`((before) => {
    for (const name of Reflect.ownKeys(globalThis)) if (!Object.hasOwn(before, name)) delete globalThis[name];
    Object.defineProperties(globalThis, before);
  })(before)`);
  session.disconnect();
});

interface Answer {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

async function raw(expression: string): Promise<Answer["result"]> {
  const options = { expression, replMode: true, awaitPromise: true, returnByValue: true };
  const answer: unknown = await session.post("Runtime.evaluate", options);
  const { result, exceptionDetails } = answer as Answer;
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result;
}

async function run(source: string): Promise<unknown> {
  const compiled = compileCell(source);
  if (!compiled.ok) throw new SyntaxError(compiled.problem.message);
  return (await raw(compiled.code)).value;
}

describe("a cell's value", () => {
  test.each([
    ["1 + 1", 2],
    ["const a = 5", undefined],
    ["5; const b = 2", undefined],
    ["5; for (const i of [1]) { i }", undefined],
    ["'text'", "text"],
    ["await Promise.resolve(7)", 7],
    ["({ a: 1 })", { a: 1 }],
    ["3 // remark", 3],
    ["let x: number = 3\nx as number", 3],
    ["export default 4", undefined],
    ["import.meta.url", "file:///notebook"],
    ["(await import('node:path')).join('a', 'b')", "a/b"],
  ])("%s", async (source, value) => {
    expect(await run(source)).toEqual(value);
  });
});

describe("redeclaration", () => {
  const ways = {
    "let v = 1": 1,
    "const v = 2": 2,
    "var v = 3": 3,
    "function v() {}": undefined,
    "class v {}": undefined,
    "enum v { A = 4 }": { 4: "A", A: 4 },
    "import { sep as v } from 'node:path'": "/",
    "const { v } = { v: 5 }": 5,
    "export let [v] = [6]": 6,
    "let v": undefined,
  };
  test.each(Object.keys(ways))("any declaration after %s", async (first) => {
    for (const [second, value] of Object.entries(ways)) {
      await run(first);
      await run(second);
      const seen = await run("typeof v === 'function' ? undefined : v");
      expect([second, seen]).toEqual([second, value]);
    }
  });

  test("a cell that failed half-way can be run again", async () => {
    await expect(run("const broken = (() => { throw new Error('first') })()")).rejects.toThrow("first");
    expect(await run("const broken = 1; broken")).toBe(1);
  });

  test("names that Node has as getters", async () => {
    expect(await run("const navigator = 5; let crypto = 6; class performance {}; navigator + crypto")).toBe(11);
  });
});

describe("a function sees a later assignment from another cell", () => {
  test.each([
    ["let", "let n1 = 1; const f1 = () => n1", "n1 = 2", "f1()", 2],
    ["let again", "let n2 = 1; function f2() { return n2 }", "let n2 = 2", "f2()", 2],
    ["var", "var n3 = 1; const f3 = () => n3", "var n3 = 2", "f3()", 2],
    ["function", "function g4() { return 1 } function f4() { return g4() }", "function g4() { return 2 }", "f4()", 2],
    ["class", "class C5 { n = 1 } const f5 = () => new C5().n", "class C5 { n = 2 }", "f5()", 2],
    [
      "import",
      "import { sep as s6 } from 'node:path'; const f6 = () => s6",
      "import { EOL as s6 } from 'node:os'",
      "f6()",
      "\n",
    ],
    ["destructuring", "const { n7 } = { n7: 1 }; const f7 = () => n7", "const [n7] = [2]", "f7()", 2],
    ["closure", "let n8 = 1; const f8 = (() => () => n8)()", "n8++", "f8()", 2],
    [
      "async",
      "let n9 = 1; async function f9() { await null; return n9 }",
      "const n9 = await Promise.resolve(2)",
      "await f9()",
      2,
    ],
    ["export", "export const n10 = 1; export function f10() { return n10 }", "export const n10 = 2", "f10()", 2],
  ])("%s", async (_kind, first, second, call, value) => {
    await run(first);
    await run(second);
    expect(await run(call)).toBe(value);
  });
});

describe("what TypeScript adds", () => {
  test("enums, namespaces, parameter properties, overloads, abstract classes, satisfies", async () => {
    expect(
      await run(`enum Color { Red = 1, Green = Red << 2 }
        namespace Deep.Er { export const x = Color.Green; }
        abstract class Shape { abstract area(): number; constructor(readonly name: string, public k?: number) {} }
        class Square extends Shape {
          private side!: number;
          declare ghost: string;
          constructor(side: number) { super("square"); this.side = side; }
          area(): number
          area(scale?: number): number { return this.side ** 2 * (scale ?? 1) }
        }
        function pick(a: string): string
        function pick(a: number): number
        function pick(this: void, a: any) { return a }
        const s = new Square(3) satisfies Shape;
        [Deep.Er.x, s.name, s.area(), pick(2)!, <any>pick<never>("x" as never)]`),
    ).toEqual([4, "square", 9, 2, "x"]);
  });

  test("decorators of the standard kind", async () => {
    expect(
      await run(`function twice(f: (this: any, x: number) => number, _: ClassMethodDecoratorContext) {
          return function (this: any, x: number) { return 2 * f.call(this, x) };
        }
        export class Calc { base = 1; @twice add(x: number) { return this.base + x } @((_: any, c: any) => ({ init: () => c.name })) static accessor z = 1 }
        [new Calc().add(2), Calc.z]`),
    ).toEqual([6, "z"]);
  });

  test("statements without semicolons stay apart when a type between them goes", async () => {
    expect(await run("let q = 1 as any\n(q)\nconst w = q!\n;[1].map((x): x is 1 => true)\ninterface I {}\n(w)")).toBe(
      1,
    );
  });

  test("parameter properties are fields, also after a super() without semicolon; heads of loops", async () => {
    expect(
      await run(`class A { constructor(protected a: number) {} }
        class B extends A { b = 1
          constructor(a: number, readonly c?: string) { super(a) }
          all() { return Object.keys(this) } }
        for (let i = 0, j: number; i < 1; i++) j = i;
        for (let k = 5 as number | undefined; k; k = undefined) ;
        for (const x of [1] as number[]) x!;
        new B(1).all()`),
    ).toEqual(["a", "b", "c"]);
  });

  test("a return type over several lines", async () => {
    expect(await run("const f = async (a: number): Promise<{\n  a: number\n}> => ({ a })\nawait f(1)")).toEqual({
      a: 1,
    });
  });
});

describe("places", () => {
  async function stackOf(source: string): Promise<string> {
    const compiled = compileCell(source);
    if (!compiled.ok) throw new Error("does not parse");
    await raw(`${compiled.code}\n//# sourceURL=cell-7`);
    return String((await raw("try { boom() } catch (e) { e.stack }")).value);
  }

  test("an error's line and column are those of the cell", async () => {
    const source =
      "interface A {\n  a: number\n}\nexport const q: A = { a: 1 }\nfunction boom(x?: A): never {\n  throw new Error('no')\n}";
    expect(await stackOf(source)).toContain("cell-7:6:9");
  });

  test("below an enum, a decorated class and a template", async () => {
    const source = `enum E { A,\n B }\nconst t = \`a\n\${E.A}\n\`\n// remark\nfunction d(..._: any[]) {}\n@d\nexport class K {\n  @d m() {\n    throw new Error('no')\n  }\n}\nfunction boom() { new K().m() }`;
    const stack = await stackOf(source);
    expect(stack).toMatch(/cell-7:11:/);
    expect(stack).toMatch(/cell-7:14:/);
  });

  test("on the first line the prefix shifts columns", async () => {
    expect(await stackOf("function boom() { throw new Error('no') }")).toContain(`cell-7:1:${25 + CELL_PREFIX.length}`);
  });

  test("a syntax error says where", () => {
    expect(compileCell("const a = 1\nconst b = = 2")).toMatchObject({ ok: false, problem: { line: 2, column: 11 } });
  });
});
