import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { release } from "../release/index.ts";
import { openGrader } from "./grade-submission.ts";
import { tinyCells, writeSubmission, writeTiny } from "./tiny.ts";

const scratch = mkdtempSync(join(tmpdir(), "gradlab-handed-out-"));
const folder = writeTiny(scratch);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The released text of a cell. */
function stub(id: string): string {
  const released = release({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: tinyCells() });
  return released.cells.find((cell) => cell.id === id)!.source as string;
}

async function outcomes(changes: Record<string, string>, runUnanswered = false) {
  const grader = openGrader({ folder, jobs: 1, isolation: { allowUnsafe: true }, runUnanswered });
  const path = writeSubmission(join(scratch, "s.ipynb"), changes);
  const graded = await grader.grade({ student: "ada", file: "s.ipynb", path });
  grader.close();
  if (!graded.ok) throw new Error(graded.reason);
  return graded.result.questions.map(({ outcome, points }) => `${outcome} ${points}`);
}

test("an answer that is as it was handed out scores nothing and is not run", async () => {
  expect(await outcomes({ double: stub("double") })).toEqual(["missing 0", "graded 3", "graded 1"]);
});

test("it is run where that is asked for, and scores nothing all the same", async () => {
  expect(await outcomes({ double: stub("double") }, true)).toEqual(["error 0", "graded 3", "graded 1"]);
});

test("a stub whose answer stands in another cell is run", async () => {
  const answer = "export function double(x: NdArray) { return x.mul(2); }";
  const changes = { double: stub("double"), apply: `${stub("apply")}\n${answer}` };
  expect((await outcomes(changes))[0]).toBe("graded 3");
});
