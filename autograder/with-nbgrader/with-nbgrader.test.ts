/** What a course with nbgrader relies on: its release is ours, and both grade alike; and where they do not, it is said. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readNotebook, writeNotebook } from "gradlab/kernel/notebook";
import { sampleCheck, sampleQuestion, sampleResult } from "../report/sample.ts";
import { loadAssignment } from "../source/index.ts";
import { totals } from "./compare-grades.ts";
import { releaseDifferences } from "./compare-releases.ts";
import { NbgraderCourse } from "./nbgrader-course.ts";
import { prerequisites } from "./prerequisites.ts";
import { prove } from "./prove.ts";

const root = join(import.meta.dirname, "..", "..");
const dropout = join(root, "assignments", "dropout");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-nbgrader-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function loaded(path: string) {
  const result = loadAssignment(path);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.assignment;
}

test("nbgrader releases, validates and grades an assignment as we do", async () => {
  const python = execFileSync(process.execPath, [join(root, "setup", "python.mjs")], { encoding: "utf8" });
  const course = new NbgraderCourse(folder, python.trim().split("\n").at(-1)!);
  const proof = await prove(course, dropout);
  expect(proof).toMatchObject({ differences: [], validates: true });
  expect(proof.totals).toMatchObject({
    reference: { nbgrader: 20, ours: 20, max: 29 },
    empty: { nbgrader: 0, ours: 0, max: 29 },
  });

  const file = course.path("release", "dropout", "dropout.ipynb");
  const { cells, ...rest } = readNotebook(file);
  writeNotebook(file, { ...rest, cells: cells.with(2, { ...cells[2], source: "changed" }) });
  const { id } = cells[2];
  expect(releaseDifferences(loaded(dropout), course.path("release", "dropout"))).toEqual([
    `release: dropout.ipynb, cell 3 (${id}) differs in source`,
  ]);
}, 900_000);

test("a question that is graded differently, or not at all, is named", () => {
  const questions = ["f", "g", "why"].map((id) => sampleQuestion(id, [sampleCheck({ points: 2, max: 2 })]));
  const result = sampleResult("ada", questions);
  expect(totals(result, { "f-check": 2, "g-check": 1.5 })).toEqual({
    nbgrader: 3.5,
    ours: 6,
    max: 6,
    differences: ["ada: g is 1.5 in nbgrader, 2 here", "ada: nbgrader has no score of why"],
  });
});

test("an assignment brings along what it builds on", () => {
  expect(prerequisites(loaded(dropout))).toEqual(["fully-connected-nets"]);
  expect(prerequisites(loaded(join(root, "assignments", "fully-connected-nets")))).toEqual([]);
});
