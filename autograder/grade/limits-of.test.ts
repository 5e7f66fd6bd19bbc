import { DEFAULT_LIMITS } from "../sandbox/limits.ts";
import type { Assignment, Question } from "../source/index.ts";
import { limitsOf } from "./limits-of.ts";

const cells = [{}, { limits: { seconds: 90 } }, { limits: { seconds: 120, megabytes: 4096 } }];
const assignment = {
  notebook: { cells: cells.map((gradlab) => ({ metadata: { gradlab } })) },
} as unknown as Assignment;

function limitsWith(solutions: number[], checks: number[]) {
  const at = (places: number[]) => places.map((index) => ({ index }));
  return limitsOf(assignment, { solutions: at(solutions), checks: at(checks) } as unknown as Question);
}

test("the largest limits that a question's cells ask for", () => {
  expect(limitsWith([0, 1], [2])).toMatchObject({ cpuSeconds: 120, wallSeconds: 240, memoryMegabytes: 4096 });
});

test("the usual limits where no cell asks for any, and for a free answer, which has no such cells", () => {
  expect(limitsWith([0], [0])).toEqual(DEFAULT_LIMITS);
  expect(limitsWith([], [])).toEqual(DEFAULT_LIMITS);
});
