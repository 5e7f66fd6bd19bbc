import { INTAKE_LIMITS } from "./limits.ts";
import { rebuild } from "./rebuild.ts";
import { bytesOf, cell, honestCells, instructorNotebook } from "./sample.ts";

function reasonFor(bytes: Uint8Array | string, limits = INTAKE_LIMITS): string {
  const result = rebuild(instructorNotebook(), typeof bytes === "string" ? Buffer.from(bytes) : bytes, { limits });
  return result.ok ? `accepted, warnings: ${result.warnings.length}` : result.reason;
}

const honest = bytesOf(honestCells()).toString();

test.each<[string, Uint8Array | string, string]>([
  ["an empty file", "", "expected a notebook, got an empty file: save the notebook and hand in again"],
  ["white space", " \n", "expected a notebook (.ipynb, which is JSON), got only white space"],
  ["a PDF", "%PDF-1.7\n", "expected a notebook (.ipynb, which is JSON), got a PDF"],
  ["a zip", "PK\u0003\u0004", "expected a notebook (.ipynb, which is JSON), got a zip archive"],
  ["a web page", "<!doctype html>", "got a web page: use File > Download"],
  ["a merge conflict", `{\n<<<<<<< HEAD\n${honest}`, "got a file with Git conflict marks"],
  ["half a file", honest.slice(0, honest.length / 2), "got one that breaks off: upload it again"],
  ["a script", "export const a = 1;", "got text that is not JSON"],
  ["a list", "[]", "expected a notebook (a JSON object), got a list"],
  ["another JSON file", '{"a": 1}', 'expected a notebook with "nbformat" and "cells", got another kind of JSON file'],
  [
    "nbformat 3",
    '{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}',
    'expected nbformat 4.0 to 4.5, got "nbformat" 3: open it in a current',
  ],
  ["nbformat 5", '{"nbformat": 5, "nbformat_minor": 0, "cells": []}', 'expected nbformat 4.0 to 4.5, got "nbformat" 5'],
  ["a version in words", '{"nbformat": "4", "nbformat_minor": 5, "cells": []}', 'got "nbformat" "4"'],
  ["no minor version", '{"nbformat": 4, "cells": []}', 'got "nbformat_minor" nothing'],
  [
    "cells that are no list",
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": {}}',
    'expected "cells" to be a list, got an object',
  ],
  [
    "a repeated name",
    '{"nbformat": 4,\n"nbformat": 4}',
    'expected each name once per object, got "nbformat" twice in line 2',
  ],
  ["a name repeated in disguise", '{"cells": [{"source": "a", "\\u0073ource": "b"}]}', 'got "source" twice in line 1'],
  [
    "invalid UTF-8",
    Buffer.from([0x7b, 0x22, 0xff, 0x22]),
    "expected a notebook saved as UTF-8, got bytes that are not (first bad byte at offset 2)",
  ],
  ["a NUL byte", honest.replace("Because", "Bec\0use"), "expected text, got a NUL byte in line 1"],
])("%s is refused in one sentence", (_, bytes, reason) => {
  expect(reasonFor(bytes)).toContain(reason);
});

test("two million nested lists are refused before they are parsed", () => {
  expect(reasonFor(`{"nbformat": 4, "x": ${"[".repeat(2e6)}`)).toBe(
    "expected at most 200 nested levels of JSON, got more in line 1",
  );
});

test("brackets within texts are not nesting", () => {
  expect(reasonFor(bytesOf([cell("code", "a", "[".repeat(1000) + '\\"{'.repeat(1000))]))).toContain("accepted");
});

test("a million cells are refused", () => {
  const bytes = Buffer.from(`{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[${"{},".repeat(999_999)}{}]}`);
  expect(reasonFor(bytes)).toBe(
    "expected at most 1000000 JSON lists, objects and fields, got more: clear the outputs and hand in again",
  );
  expect(reasonFor(bytes, { ...INTAKE_LIMITS, items: 1e7 })).toBe("expected at most 5000 cells, got 1000000");
});

test("a file over the limit is refused by its size alone, whatever it holds", () => {
  const bytes = new Uint8Array(100 * 2 ** 20);
  expect(reasonFor(bytes)).toBe(
    "expected a notebook of at most 33.6 MB, got 104.9 MB: clear the outputs and hand in again",
  );
});

test("one huge cell is left out, the rest is kept", () => {
  const cells = [...honestCells(), cell("code", "big", "x".repeat(3 * 2 ** 20))];
  expect(reasonFor(bytesOf(cells))).toBe("accepted, warnings: 1");
});

test.each([0, 1, 2, 3, 4, 5])("nbformat 4.%i is read by its own schema", (minor) => {
  const cells = honestCells().map(({ id, ...rest }) => (minor === 5 ? { id, ...rest } : rest));
  expect(reasonFor(bytesOf(cells, { nbformat_minor: minor }))).toBe("accepted, warnings: 0");
  const strange = [{ ...cells[0], colour: "red" }, ...cells.slice(1)];
  const result = rebuild(instructorNotebook(), bytesOf(strange, { nbformat_minor: minor }));
  expect(result).toMatchObject({
    ok: true,
    warnings: [
      { code: "format", message: 'cell 1 does not follow the format: must NOT have additional properties "colour"' },
    ],
  });
});

test("a newer minor version is read as the newest known", () => {
  const result = rebuild(instructorNotebook(), bytesOf(honestCells(), { nbformat_minor: 9 }));
  expect(result).toMatchObject({
    ok: true,
    warnings: [{ code: "format", message: "nbformat 4.9 is newer than 4.5: read as 4.5" }],
  });
});

test("UTF-8 with a byte-order mark and UTF-16 are read", () => {
  expect(reasonFor(Buffer.from(`\ufeff${honest}`))).toBe("accepted, warnings: 0");
  expect(reasonFor(Buffer.from(`\ufeff${honest}`, "utf16le"))).toBe("accepted, warnings: 0");
});
