import { describe, expect, test } from "@jest/globals";
import { expandMagics } from "./expand.ts";
import { withoutMagics } from "./strip.ts";
import { duration, timeitText } from "./timing.ts";

function expand(source: string, names: string[] = []): string {
  const expanded = expandMagics(source, new Set(names));
  if (!expanded.ok) throw new Error(`line ${expanded.line}: ${expanded.message}`);
  return expanded.code;
}

describe("what is a magic and what is TypeScript", () => {
  test.each([
    "const t = `\n%who\n!ls`",
    "const m = 7\n% 4",
    "!flag",
    "!flag && stop()",
    "!flag.field;",
    "!(() => {})()",
    "!!flag",
    "if (a) {\n  !flag\n}",
    "100 %time",
  ])("%s stays as it is", (source) => {
    expect(expand(source, ["flag"])).toBe(source);
  });

  test.each([
    ["!ls", 'await __gradlab.magics.shell("ls");'],
    ["!ls -la | head -1", 'await __gradlab.magics.shell("ls -la | head -1");'],
    ["!npm install left-pad@1", 'await __gradlab.magics.shell("npm install left-pad@1");'],
    ["%who", '__gradlab.magics.who(["flag"]);'],
    ["%time flag.run()", "await __gradlab.magics.time(() => (flag.run()));"],
    ["%time const a = 1", "__gradlab.magics.timeCell(); const a = 1; __gradlab.magics.endTime();"],
    ["%timeit await f(x);", "await __gradlab.magics.timeit(async () => (await f(x)));"],
    ["%%writefile -a a/b.txt\nif x:\n  `$1`", '__gradlab.magics.writeFile("-a a/b.txt", "if x:\\n  `$1`");'],
    ["%%time\nf()", "__gradlab.magics.timeCell();\nf()"],
    ["%load x.ts", '__gradlab.magics.load("x.ts");'],
  ])("%s is a magic", (source, code) => {
    expect(expand(source, ["flag"])).toBe(code);
  });

  test("lines stay lines, and magics run in their order", () => {
    expect(expand("const a = 1;\n!echo x\n%nocheck\na").split("\n")).toEqual([
      "const a = 1;",
      'await __gradlab.magics.shell("echo x");',
      ";",
      "a",
    ]);
  });

  test("an unknown magic names the known", () => {
    const expanded = expandMagics("1;\n%matplotlib inline", new Set());
    expect(expanded).toMatchObject({
      ok: false,
      line: 2,
      message: expect.stringMatching(/%matplotlib; known are %time, .*%help and !command/),
    });
  });

  test("what a magic means for the check", () => {
    expect(expandMagics("%nocheck\nf()", new Set())).toMatchObject({ nocheck: "cell", installs: false });
    expect(expandMagics("%nocheck all", new Set())).toMatchObject({ nocheck: "all" });
    expect(expandMagics("!npm i x", new Set())).toMatchObject({ installs: true, resets: false });
    expect(expandMagics("%reset", new Set())).toMatchObject({ resets: true });
  });
});

test("the TypeScript of a cell without its magics keeps lines and columns", () => {
  expect(withoutMagics("%time f(x)\n!ls\ng()")).toBe("      f(x)\n   \ng()");
  expect(withoutMagics("%%writefile a\nno code")).toBe("");
  expect(withoutMagics("%%time\nf()")).toBe("      \nf()");
});

test("times look as IPython's", () => {
  expect([0.0000123, 0.00123, 1.234, 1234.5, 61_000].map(duration)).toEqual([
    "12.3 ns",
    "1.23 µs",
    "1.23 ms",
    "1.23 s",
    "1min 1s",
  ]);
  expect(timeitText([1, 2, 3], 1000)).toBe("2 ms ± 816 µs per loop (mean ± std. dev. of 3 runs, 1,000 loops each)");
});
