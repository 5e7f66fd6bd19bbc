/** What an instructor relies on: a course's points, thresholds and budgets are what is graded, and a change that fits nothing is named. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadAssignment } from "../source/index.ts";
import type { Course, CourseAssignment } from "./course.ts";
import { gradedFolder } from "./graded-folder.ts";
import { withThreshold } from "./threshold.ts";

const template = join(import.meta.dirname, "template", "assignments", "first-steps");
const nothing = { points: {}, thresholds: {}, budget: { seconds: undefined, megabytes: undefined } };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-overlay-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function graded(changes: Partial<CourseAssignment>) {
  const item = { name: "first-steps", folder: template, ...nothing, ...changes } as CourseAssignment;
  return gradedFolder({ folder } as Course, item);
}

function loaded(changes: Partial<CourseAssignment>) {
  const made = graded(changes);
  if (!made.ok) throw new Error(made.problems.join("\n"));
  const result = loadAssignment(made.folder);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.assignment;
}

test("nothing changed: the author's own folder", () => {
  expect(graded({})).toEqual({ ok: true, folder: template });
});

test("points are the course's, the rest stays", () => {
  const { questions, points } = loaded({ points: { standardize: 9 } });
  expect(questions.map(({ id, points: own }) => [id, own])).toEqual([
    ["columnMeans", 4],
    ["standardize", 9],
    ["why", 2],
  ]);
  expect(points).toBe(15);
});

test("a budget is every question's limit", () => {
  const { notebook, questions } = loaded({ budget: { seconds: 7, megabytes: undefined } });
  const limits = questions.flatMap(({ solutions }) =>
    solutions.map(({ index }) => notebook.cells[index].metadata.gradlab),
  );
  expect(limits).toEqual([
    { question: "columnMeans", limits: { seconds: 7 } },
    { question: "standardize", limits: { seconds: 7 } },
  ]);
});

test("what fits nothing is named with what is known", () => {
  expect(graded({ points: { standardise: 1 } })).toEqual({
    ok: false,
    problems: [
      "first-steps, points: expected a question of the notebook (columnMeans, standardize, why), got standardise",
    ],
  });
  expect(graded({ thresholds: { standardize: 0.5 } })).toMatchObject({
    ok: false,
    problems: [expect.stringMatching(/found none/)],
  });
});

test("thresholds change in the text, and only there", () => {
  const source = `// atLeast: 0.9
check.accuracy("test", model.loss(X).argmax(1), y, { atLeast: 0.45, z: 2 });
check.atLeast("best", solver.bestValAcc, 0.5);
other.accuracy("x", a, b, { atLeast: 0.1 });`;
  expect(withThreshold(source, 0.6)).toEqual({
    count: 2,
    source: source.replace("atLeast: 0.45", "atLeast: 0.6").replace("bestValAcc, 0.5", "bestValAcc, 0.6"),
  });
});
