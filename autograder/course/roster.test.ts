import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRoster } from "./roster.ts";

function roster(text: string) {
  const path = join(mkdtempSync(join(tmpdir(), "gradlab-roster-")), "roster.csv");
  writeFileSync(path, text);
  return readRoster(path);
}

test("columns in any order and case, a byte order mark, quoted names", () => {
  expect(roster('\uFEFFName,ID,Email\r\n"Lovelace, Ada",ada,ada@x.org\r\n,alan,\r\n')).toEqual({
    ok: true,
    students: [
      { id: "ada", name: "Lovelace, Ada", email: "ada@x.org", section: "" },
      { id: "alan", name: "alan", email: "", section: "" },
    ],
  });
});

test.each([
  ["a path as an id", "id\n../ada\n", 2, /expected an id of letters/],
  ["the same id in another case", "id\nada\nbob\nADA\n", 4, /ADA stands in line 2 too/],
  ["no id column", "name\nAda\n", 2, /expected a column `id`/],
  ["nobody", "id,name\n", 0, /at least one student/],
  ["a row with too many fields", "id,name\nada,Ada,x\n", 2, /expected comma-separated rows/],
])("%s", (_title, text, line, message) => {
  const reading = roster(text);
  expect(reading.ok ? [] : reading.problems).toEqual([
    { file: "roster.csv", line, message: expect.stringMatching(message) },
  ]);
});
