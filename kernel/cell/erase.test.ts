import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { transformSync } from "@swc/core";
import { eraseTypes } from "./erase.ts";

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The program as swc prints it: what two texts have in common but layout. */
function printed(source: string, syntax: "typescript" | "ecmascript"): string {
  const { code } = transformSync(source, {
    configFile: false,
    swcrc: false,
    isModule: true,
    minify: true,
    jsc: {
      target: "es2022",
      parser: { syntax },
      transform: { verbatimModuleSyntax: true },
      minify: { compress: false, mangle: false, format: { comments: false } },
    },
  });
  return code
    .replace(/;+/g, ";")
    .replace(/([{}]|^);/g, "$1")
    .replace(/export\{\};?/g, "");
}

describe("this repository's own sources", () => {
  test.each(["kernel", "lib", "autograder", "datasets"])(
    "%s: erased is what swc makes of it, line for line",
    (room) => {
      for (const file of filesBelow(room)) {
        const source = readFileSync(file, "utf8");
        const erased = eraseTypes(source);
        if (!erased.ok) throw new Error(`${file}:${erased.problem.line}: ${erased.problem.message}`);
        expect([file, erased.code.split("\n").length]).toEqual([file, source.split("\n").length]);
        // A lowered statement stands in a function of its own.
        if (/\busing \w+ =/.test(source)) continue;
        expect([file, printed(erased.code, "ecmascript")]).toEqual([file, printed(source, "typescript")]);
      }
    },
  );
});

/** The text with `~` for every blank that was not there before. */
function marked(source: string): string {
  const erased = eraseTypes(source);
  if (!erased.ok) return erased.problem.message;
  return [...erased.code].map((character, i) => (character === " " && source[i] !== " " ? "~" : character)).join("");
}

test.each([
  ["let a: number;", "let a~ ~~~~~~;"],
  ["const f = <T,>(x: T) => x!;", "const f = ~~~~(x~ ~) => x~;"],
  ["f<number>(a as any, <any>b)", "f~~~~~~~~(a ~~ ~~~, ~~~~~b)"],
  ["class A<T> extends B<T> implements C { private x?: T }", "class A~~~ extends B~~~ ~~~~~~~~~~ ~ { ;~~~~~~ x~; ~ }"],
  ["import { type A, b, type C } from 'x'", "import { ~~~~ ~~ b, ~~~~ ~ } from 'x'"],
  ["a = b satisfies C\n[1]", "a = b;~~~~~~~~~ ~\n[1]"],
])("%s", (source, code) => {
  expect(marked(source)).toBe(code);
});
