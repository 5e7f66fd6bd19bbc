/** Stored replies judged again: other tolerances give other points, and no student code runs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gradebook, openGradebook } from "../gradebook/index.ts";
import { gradeBatch } from "./batch.ts";
import { regradeBatch } from "./regrade-batch.ts";
import { writeSubmission, writeTiny } from "./tiny.ts";

const scratch = mkdtempSync(join(tmpdir(), "gradlab-regrade-test-"));
let gradebook: Gradebook;

beforeAll(async () => {
  const folder = writeTiny(scratch);
  gradebook = openGradebook(join(scratch, "gradebook.sqlite"));
  const nearly = "export const double = (x: NdArray) => x.mul(2.00001);";
  const late = "export const double = () => { for (;;); };";
  const submissions = [
    { student: "exact", file: writeSubmission(join(scratch, "exact.ipynb")) },
    { student: "nearly", file: writeSubmission(join(scratch, "nearly.ipynb"), { double: nearly }) },
    { student: "loops", file: writeSubmission(join(scratch, "loops.ipynb"), { double: late }) },
  ];
  await gradeBatch({ folder, submissions, gradebook, jobs: 2, isolation: { allowUnsafe: true } });
});

afterAll(() => {
  gradebook.close();
  rmSync(scratch, { recursive: true, force: true });
});

const pointsNow = () =>
  Object.fromEntries(gradebook.latest("tiny").map(({ result }) => [result.student, result.points]));

test("before: the one that is off by a little has lost", () => {
  expect(pointsNow()).toEqual({ exact: 7, nearly: 4, loops: 4 });
});

test("a wider tolerance gives the points back, to all who met it and no one else", async () => {
  const folder = writeTiny(scratch, (source) => source.replace("tol: 1e-12", "tol: 1e-4"));
  const { changed, kept } = await regradeBatch({ folder, gradebook, jobs: 1 });
  expect(changed).toEqual([{ student: "nearly", from: 4, to: 5.5 }]);
  expect(kept).toEqual([]);
  expect(pointsNow()).toEqual({ exact: 7, nearly: 5.5, loops: 4 });
  const loops = gradebook.latest("tiny").find(({ result }) => result.student === "loops")!.result;
  expect(loops.questions[0]).toMatchObject({ outcome: "timeout", points: 0 });
});

test("checks that ask something else are not answered from memory", async () => {
  const folder = writeTiny(scratch, (source) =>
    source.replace("double(nd.array([1, 2]))", "double(double(nd.array([1])))"),
  );
  const { kept } = await regradeBatch({ folder, gradebook, jobs: 1 });
  expect(kept.map(({ student }) => student)).toContain("exact");
  expect(kept[0].reason).toContain("asks something that was not asked before");
});
