/** TypeScript, modules and magics as a client meets them. Runs what is built in dist/. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Executed, type Kernel, startKernel } from "gradlab/kernel/client";

let kernel: Kernel;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cells-"));
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true });
});

/** All text that a cell shows. */
async function run(code: string): Promise<string> {
  return shown(await kernel.execute(code));
}

function shown({ outputs }: Executed): string {
  return outputs
    .map((output) => {
      if (output.output_type === "stream") return output.text;
      return output.output_type === "error" ? output.traceback.join("\n") : String(Object.values(output.data)[0]);
    })
    .join("\n");
}

describe("type check", () => {
  test("a cell with a type error shows line and mark, and does not run", async () => {
    const text = await run("globalThis.ran = true;\nconst n: number = 'text';");
    expect(text).toMatch(
      /Cell\[\d+\]:1:12 - error TS7017|Cell\[\d+\]:2:7 - error TS2322: Type 'string' is not assignable to type 'number'\./,
    );
    expect(text).toContain("2 const n: number = 'text';\n        ~");
    expect(await run("%nocheck\nglobalThis.ran")).not.toContain("true");
  });

  test("%nocheck runs it all the same, for one cell or for all", async () => {
    expect(await run("%nocheck\nconst m: number = 'text'; m")).toBe("'text'");
    expect(await run("%nocheck all\nconst o: number = 'other'; o")).toBe("'other'");
    expect(await run("const p: number = 'more'; p")).toBe("'more'");
    expect(await run("%nocheck off\nconst q: number = 'last'; q")).toContain("not assignable");
  });

  test("a declaration that failed at run time can be corrected", async () => {
    await run("const value = JSON.parse('{');");
    expect(await run("const value = 2; value")).toBe("2");
  });
});

describe("lines of errors", () => {
  const last = (text: string): string => text.split("\n").find((line) => /^\s+at /.test(line)) ?? text;

  test.each([
    ["plain", "\n\nthrow new Error('x')", /:3:7$/],
    ["on the first line", "throw new Error('x')", /:1:7$/],
    ["after types", "interface A {\n  a: 1\n}\nenum E { X,\n  Y }\nnull!.x", /:6:/],
    [
      "after an await",
      "const f = async (): Promise<\n  void\n> => {\n  await null;\n  throw new Error('x') }\nawait f()",
      /:5:9\)?$/,
    ],
  ])("%s", async (_name, code, place) => {
    expect(last(await run(`${code.includes("null!") ? code.replace("null!.x", "(null as any).x") : code}`))).toMatch(
      place,
    );
  });

  test("in a function of an earlier cell", async () => {
    const { executionCount } = await kernel.execute(
      "type T = number;\nfunction deep(t: T): never {\n  throw new Error('x' + t)\n}",
    );
    expect(last(await run("deep(1)"))).toContain(`Cell[${executionCount}]:3:9`);
  });
});

describe("modules", () => {
  test("changed files: the same import again, a name in use, dynamic import, a file behind the file", async () => {
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write("base.ts", "export const base: number = 1;");
    write("helper.ts", "import { base } from './base.ts';\nexport const value = (): number => base * 10;");
    expect(await run("import { value } from './helper.ts'; value()")).toBe("10");
    write("helper.ts", "import { base } from './base.ts';\nexport const value = (): number => base * 20;");
    expect(await run("value()")).toBe("20");
    write("base.ts", "export const base: number = 200;");
    expect(await run("import { value } from './helper.ts'; value()")).toBe("4000");
    write("base.ts", "export const base: number = 300;");
    expect(await run("(await import('./helper.ts')).value()")).toBe("6000");
  });

  test("a package that is not there says how to install it", async () => {
    expect(await run("import leftPad from 'left-pad'; leftPad('x', 3)")).toContain("!npm install left-pad");
  });

  test("gradlab/lib, tslab and other notebooks", async () => {
    const source = "export function affineForward(x: number): number {\n  return 3 * x;\n}";
    const cells = [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source }];
    writeFileSync(join(folder, "net.ipynb"), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
    expect(await run('import { affineForward } from "./net.ipynb"; affineForward(2)')).toBe("6");
    expect(await run('import { nd } from "gradlab/lib"; nd.zeros([2]).size')).toBe("2");
    expect(await run('import * as tslab from "tslab"; tslab.display.html("<i>t</i>")')).toBe("<i>t</i>");
  });
});

describe("magics", () => {
  test("!command, %who, %time, %timeit, %%writefile, %load, %help and unknown ones", async () => {
    expect(await run("!echo one && echo two >&2; exit 3")).toBe(
      "one\n\ntwo\n!echo one && echo two >&2; exit 3: exit code 3\n",
    );
    await run("const whoami = [1, 2];");
    expect(await run("%who")).toMatch(/whoami\s+Array\s+\[ 1, 2 \]/);
    expect(await run("%time whoami.length")).toMatch(/^Wall time: [\d.]+ .s\n\n2$/);
    expect(await run("%%time\nconst timed = 1;")).toMatch(/^Wall time: /);
    expect(await run("%timeit whoami.length")).toMatch(
      /± .* per loop \(mean ± std\. dev\. of 7 runs, [\d,]+ loops each\)/,
    );
    expect(await run("%%writefile made.ts\nexport const made = 7;")).toBe("Wrote made.ts\n");
    expect(readFileSync(join(folder, "made.ts"), "utf8")).toBe("export const made = 7;\n");
    expect(await run("import { made } from './made.ts'; made")).toBe("7");
    expect(await run("%help")).toContain("%%writefile");
    expect(await run("%pylab")).toContain("known are %time");
    const reply: unknown = await kernel.request("execute_request", { code: "%load made.ts" });
    expect((reply as { payload: unknown }).payload).toEqual([
      { source: "set_next_input", replace: true, text: "// %load made.ts\nexport const made = 7;\n" },
    ]);
  });

  test("%reset forgets names and their types", async () => {
    await run("const gone = 1;");
    await run("%reset");
    expect(await run("gone")).toContain("Cannot find name 'gone'");
    expect(await run("%who")).toBe("No names declared yet.\n");
    expect(await run("const gone = 'again'; gone")).toBe("'again'");
  });
});

describe("questions", () => {
  test("completion, inspection and completeness come over the wire", async () => {
    await run("/** Half of it. */\nfunction halfOf(x: number): number { return x / 2 }");
    const code = "halfO";
    const complete: unknown = await kernel.request("complete_request", { code, cursor_pos: 5 });
    expect(complete).toMatchObject({ status: "ok", matches: ["halfOf"], cursor_start: 0, cursor_end: 5 });
    expect((complete as { metadata: unknown }).metadata).toMatchObject({
      _jupyter_types_experimental: [{ text: "halfOf", type: "function", start: 0, end: 5 }],
    });
    const inspect: unknown = await kernel.request("inspect_request", {
      code: "halfOf(",
      cursor_pos: 7,
      detail_level: 0,
    });
    expect(inspect).toMatchObject({
      found: true,
      data: { "text/plain": expect.stringContaining("Half of it.") },
    });
    const isComplete: unknown = await kernel.request("is_complete_request", { code: "function f() {" });
    expect(isComplete).toEqual({ status: "incomplete", indent: "  " });
  });
});
