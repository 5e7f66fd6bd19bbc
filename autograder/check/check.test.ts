import { nd } from "gradlab/lib";
import { notebookListener } from "./notebook.ts";
import type { Verdict } from "./verdict.ts";
import { type Check, makeCheck } from "./vocabulary.ts";

/** The vocabulary with its verdicts kept. */
function recording(): { check: Check; last: () => Verdict } {
  const verdicts: Verdict[] = [];
  const listener = { ...notebookListener(), verdict: (verdict: Verdict) => void verdicts.push(verdict) };
  return { check: makeCheck(listener), last: () => verdicts.at(-1)! };
}

const { check, last } = recording();

function closeTo(actual: unknown, expected: unknown): Verdict {
  check.close("it", actual, expected, { tol: 1e-6 });
  return last();
}

describe("what passes a naive comparison and not ours", () => {
  const expected = nd.array([
    [1, 2],
    [3, 4],
  ]);
  test.each([
    ["all NaN", nd.full([2, 2], Number.NaN)],
    [
      "one infinity",
      nd.array([
        [1, 2],
        [3, Number.POSITIVE_INFINITY],
      ]),
    ],
    ["empty", nd.zeros([0])],
    ["shorter", nd.array([[1, 2]])],
    ["flat", nd.array([1, 2, 3, 4])],
    ["transposed shape", nd.zeros([2, 2, 1])],
    ["a scalar that broadcasts", 1],
    [
      "a list where an array is asked for",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["an array-like", { length: Number.NaN }],
    ["a negative length", { length: -1 }],
    [
      "numbers as texts",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "whole numbers where real ones are asked for",
      nd.array(
        [
          [1, 2],
          [3, 4],
        ],
        "int32",
      ),
    ],
    ["nothing", undefined],
    ["a bigint", 1n],
  ])("%s", (_, actual) => {
    const verdict = closeTo(actual, expected);
    expect(verdict.passed).toBe(false);
    expect(verdict.message).toMatch(/expected|relative error/);
  });

  test("a sum of huge numbers does not hide their difference", () => {
    expect(closeTo(1.7e308, -1.7e308).passed).toBe(false);
    expect(closeTo(1.7e308, 1e308).passed).toBe(false);
  });

  test("NaN expected and a number given", () => {
    expect(closeTo(nd.array([0]), nd.array([Number.NaN])).passed).toBe(false);
  });
});

test("the relative error is the course's", () => {
  check.close("it", nd.array([1, 2.0002]), nd.array([1, 2]), { tol: 1e-3 });
  // max |x - y| / max(1e-8, |x| + |y|) = 0.0002 / 4.0002
  expect(last()).toMatchObject({ passed: true, tolerance: 1e-3 });
  expect(last().found).toBeCloseTo(0.0002 / 4.0002, 12);
});

test("float32 is a real number too, and views are read in their own order", () => {
  expect(
    closeTo(
      nd.array(
        [
          [1, 2],
          [3, 4],
        ],
        "float32",
      ),
      nd.array([
        [1, 2],
        [3, 4],
      ]),
    ).passed,
  ).toBe(true);
  expect(
    closeTo(
      nd.array([
        [1, 3],
        [2, 4],
      ]).T,
      nd.array([
        [1, 2],
        [3, 4],
      ]),
    ).passed,
  ).toBe(true);
});

test("golden figures may be written as nested lists", () => {
  check.golden("it", nd.array([[0.5, 1]]), [[0.5, 1]]);
  expect(last().passed).toBe(true);
  check.golden("it", nd.array([0.5, 1]), [[0.5, 1]]);
  expect(last()).toMatchObject({ passed: false, message: "expected shape (1, 2), got (2,)" });
});

test("an accuracy is judged against the threshold less the noise of the set, and says so", () => {
  const labels = nd.array(
    Array.from({ length: 100 }, (_, i) => i % 10),
    "int32",
  );
  const predictions = labels.copy();
  for (let i = 0; i < 55; i++) predictions.set(i, -1);
  check.accuracy("it", predictions, labels, { atLeast: 0.5 }); // 45% is within 2 * 5% of 50%
  expect(last()).toMatchObject({ passed: true, found: 0.45 });
  expect(last().asked).toContain("noise margin of 10.0%");
  check.accuracy("it", predictions, labels, { atLeast: 0.5, z: 0 });
  expect(last().passed).toBe(false);
  check.accuracy("it", predictions.slice(":50"), labels, { atLeast: 0.5 });
  expect(last()).toMatchObject({ passed: false, found: null });
});

test("equal: NaN equals nothing, inherited keys count for nothing", () => {
  check.equal("it", { a: [1, 2] }, { a: [1, 2] });
  expect(last().passed).toBe(true);
  for (const actual of [{ a: [1, 2, 3] }, Object.create({ a: [1, 2] }), { a: [1, 2], b: 1 }, null]) {
    check.equal("it", actual, { a: [1, 2] });
    expect(last().passed).toBe(false);
  }
  check.equal("it", Number.NaN, Number.NaN);
  expect(last().passed).toBe(false);
});

test("throws: the message may be asked for", () => {
  check.throws(
    "it",
    () => {
      throw new Error("expected w to have 12 rows");
    },
    { message: /12 rows/ },
  );
  expect(last().passed).toBe(true);
  check.throws("it", () => 1);
  expect(last()).toMatchObject({ passed: false, message: "expected it to throw" });
});

test("that: only true itself is true", () => {
  for (const truthy of [1, "yes", {}]) {
    check.that("it", truthy);
    expect(last().passed).toBe(false);
  }
});

test("in a notebook a failed check throws with its hint", () => {
  const own = makeCheck(notebookListener());
  expect(() => own.equal("answer", 41, 42, { hint: "count again" })).toThrow(/answer[\s\S]*hint: count again/);
});
