import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { RandomState } from "../random/index.ts";
import { gradCheckSparse } from "./grad-check-sparse.ts";
import { numericalGradient, numericalGradientArray } from "./numerical-gradient.ts";
import { relError } from "./rel-error.ts";

const stream = () => new RandomState(231);

test("relError is max |x - y| / max(1e-8, |x| + |y|)", () => {
  expect(relError([1, 2, 0], [1, 2.2, 0])).toBe(Math.abs(2 - 2.2) / (2 + 2.2));
  expect(relError([1e-9], [0])).toBeCloseTo(0.1, 12);
  expect(relError(nd.array([[1, 2]]).T, [[1], [2]])).toBe(0);
  expect(relError([1, Number.NaN], [1, 2])).toBeNaN();
});

test("relError refuses two shapes", () => {
  expect(() => relError([1, 2], [[1, 2]])).toThrow("relError: expected two arrays of one shape, got (2,) and (1, 2)");
});

test("the gradient of a scalar function, also through a transposed view", () => {
  const x = stream().randn(3, 4);
  const f = (y: NdArray) => y.pow(3).sum();
  expect(relError(numericalGradient(f, x), x.square().mul(3))).toBeLessThan(1e-8);
  expect(relError(numericalGradient(f, x.T), x.T.square().mul(3))).toBeLessThan(1e-8);
});

test("the gradient of an array-valued function with an upstream gradient: the course's affine layer", () => {
  const random = stream();
  const x = random.randn(10, 2, 3);
  const w = random.randn(6, 5);
  const b = random.randn(5);
  const dout = random.randn(10, 5);
  const forward = () => x.reshape(10, 6).dot(w).add(b);
  const dx = dout.dot(w.T).reshape(10, 2, 3);
  expect(relError(numericalGradientArray(forward, x, dout), dx)).toBeLessThan(1e-9);
  expect(relError(numericalGradientArray(forward, w, dout), x.reshape(10, 6).T.dot(dout))).toBeLessThan(1e-9);
  expect(relError(numericalGradientArray(forward, b, dout), dout.sum(0))).toBeLessThan(1e-9);
});

test("a function that writes into one buffer again and again is followed", () => {
  const x = stream().randn(4);
  const buffer = nd.zeros(4);
  const gradient = numericalGradientArray((y) => buffer.assign(y.mul(y)), x, nd.ones(4));
  expect(relError(gradient, x.mul(2))).toBeLessThan(1e-8);
});

test("x is as it was, also after the function failed", () => {
  const x = nd.array([1, 2]);
  const failing = () => {
    throw new Error("no");
  };
  expect(() => numericalGradient(failing, x)).toThrow("no");
  expect(() => gradCheckSparse(failing, x, x)).toThrow("no");
  expect(x.toArray()).toEqual([1, 2]);
});

test("whole numbers and wrong upstream gradients are refused", () => {
  expect(() => numericalGradient((x) => x.sum(), nd.arange(3))).toThrow("expected x to hold float64, got int32");
  expect(() => numericalGradientArray((x) => x, nd.ones(3), nd.ones(2))).toThrow(
    "numericalGradientArray: f(x) has shape (3,), its upstream gradient df (2,)",
  );
});

test("sampled elements agree for the right gradient and not for a wrong one", () => {
  const x = stream().randn(20, 30);
  const f = (y: NdArray) => y.square().sum();
  const right = gradCheckSparse(f, x, x.mul(2), { numChecks: 5 });
  expect(right).toHaveLength(5);
  for (const { error } of right) expect(error).toBeLessThan(1e-6);
  for (const { index, analytic } of right) expect(analytic).toBe(2 * x.get(...index));
  for (const { error } of gradCheckSparse(f, x, x.mul(3))) expect(error).toBeGreaterThan(0.1);
});
