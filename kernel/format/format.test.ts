import { errorContent } from "./error.ts";
import { plainText } from "./plain-text.ts";

test.each([
  [Number.NaN, "NaN"],
  [-0, "-0"],
  [10n, "10n"],
  [null, "null"],
  [undefined, "undefined"],
  ["text", "'text'"],
  [Symbol("s"), "Symbol(s)"],
  [new Map([[1, { a: [2] }]]), "Map(1) { 1 => { a: [ 2 ] } }"],
])("%p is shown as %s", (value, text) => {
  expect(plainText(value)).toBe(text);
});

test("a string beyond the limit is cut, and the text says how much is missing", () => {
  expect(plainText("x".repeat(3_000_000))).toMatch(/2000200 more characters$/);
});

test("a value whose inspection throws costs only its text", () => {
  const hostile = {
    [Symbol.for("nodejs.util.inspect.custom")]() {
      throw new Error("no");
    },
  };
  expect(plainText(hostile)).toBe("[value cannot be inspected: no]");
});

test("colour codes do not reach plain text", () => {
  const coloured = { [Symbol.for("nodejs.util.inspect.custom")]: () => "\u001b[31mred\u001b[0m" };
  expect(plainText(coloured)).toBe("red");
});

const view = {
  sourceOf: (file: string) => (file === "Cell[3]" ? "const a = 1;\nfail();" : undefined),
  ours: () => false,
};

test("an error names the cell, the line and what caused it", () => {
  const error = new TypeError("no", { cause: new Error("because") });
  error.stack =
    "TypeError: no\n    at fail (file:///home/me/lib.ts:7:3)\n    at Cell[3]:2:1\n    at Session.post (node:inspector:1:1)";
  (error.cause as Error).stack = "Error: because";
  expect(errorContent(error, view)).toEqual({
    ename: "TypeError",
    evalue: "no",
    traceback: [
      "TypeError: no",
      "    1 | const a = 1;",
      "--> 2 | fail();",
      "      | ^",
      "    at fail (file:///home/me/lib.ts:7:3)",
      "    at Cell[3]:2:1",
      "Caused by:",
      "Error: because",
    ],
  });
});

test("whatever is thrown is an error with a name and a value", () => {
  expect(errorContent("text", view)).toEqual({ ename: "Thrown", evalue: "'text'", traceback: ["Thrown: 'text'"] });
  const hostile = Object.defineProperty(new Error("x"), "message", {
    get() {
      throw new Error("never");
    },
  });
  expect(errorContent(hostile, view)).toMatchObject({ ename: "Error", evalue: "" });
});

test("an endless message is cut, and the frames are still there", () => {
  const error = new Error("x".repeat(3_000_000));
  error.stack = `Error: ${error.message}\n    at Cell[3]:2:1`;
  const { evalue, traceback } = errorContent(error, view);
  expect(evalue).toMatch(/2000000 more characters/);
  expect(traceback.at(-1)).toBe("    at Cell[3]:2:1");
});
