/** What an instructor relies on: a sample that came out otherwise than its file says is named, with the question. */
import type { QuestionResult, SubmissionResult } from "../grade/result.ts";
import { agrees, judgeSample } from "./index.ts";

function question(id: string, points: number, max = 4, manual = false): QuestionResult {
  const check = { label: "out", message: "relative error 1e-1 is above 1e-9", passed: points === max, max };
  return { id, points, max, manual, error: null, checks: [check] } as unknown as QuestionResult;
}

const result = (questions: QuestionResult[], rejected: string | null = null) =>
  ({ questions, rejected }) as unknown as SubmissionResult;

test("the reference must have full marks on code, whatever free answers have", () => {
  const answers = question("why", 0, 4, true);
  expect(judgeSample({ kind: "reference" }, result([question("f", 4), answers]))).toEqual([]);
  expect(judgeSample({ kind: "reference" }, result([question("f", 3), answers]))).toEqual([
    "f: expected all 4 points, got 3 (out: relative error 1e-1 is above 1e-9)",
  ]);
});

test("a mutant must lose exactly what it names", () => {
  const expects = { kind: "mutant" as const, loses: ["f"] };
  expect(judgeSample(expects, result([question("f", 1), question("g", 4)]))).toEqual([]);
  expect(judgeSample(expects, result([question("f", 4), question("g", 4)]))).toEqual([
    "f: expected it to lose points, got all 4",
  ]);
  expect(judgeSample(expects, result([question("f", 0), question("g", 3.9)]))).toHaveLength(1);
});

test("empty and cheats must earn nothing, except where a cheat is honest", () => {
  expect(judgeSample({ kind: "empty" }, result([question("f", 0), question("g", 0.5)]))).toEqual([
    "g: expected no points, got 0.5",
  ]);
  expect(judgeSample({ kind: "cheat", honest: ["g"] }, result([question("f", 0), question("g", 4)]))).toEqual([]);
  expect(judgeSample({ kind: "cheat", honest: [] }, result([question("f", 1)]))).toHaveLength(1);
});

test("a sample that could not be graded is wrong", () => {
  expect(judgeSample({ kind: "empty" }, result([], "no notebook"))).toEqual([
    "expected it to be graded, got: no notebook",
  ]);
});

test("a value agrees in every printed digit, noise in its size", () => {
  const figure = "loss";
  expect(agrees({ figure, seed: 2.302545844500738, ours: 2.302545844500738 })).toBe(true);
  expect(agrees({ figure, seed: 2.302545844500738, ours: 2.3025458445007376 })).toBe(false);
  expect(agrees({ figure, seed: 2.5, ours: 2.4, numpy: 2.4 })).toBe(true);
  expect(agrees({ figure, seed: 2.5, ours: 2.3, numpy: 2.4 })).toBe(false);
  expect(agrees({ figure, seed: [11.53165108], ours: [11.531651084], decimals: 8 })).toBe(true);
  expect(agrees({ figure, seed: [11.53165108], ours: [11.531651086], decimals: 8 })).toBe(false);
  expect(agrees({ figure, seed: [1, 2], ours: [1], decimals: 8 })).toBe(false);
  expect(agrees({ figure, seed: 2e-11, ours: 9e-11, noise: true })).toBe(true);
  expect(agrees({ figure, seed: 2e-11, ours: 9e-10, noise: true })).toBe(false);
  expect(agrees({ figure, seed: 2e-11, ours: Number.NaN, noise: true })).toBe(false);
});
