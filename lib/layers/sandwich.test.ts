import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { sandwich } from "./sandwich.ts";

/** out = a * x, and out = x + b: layers whose gradients are seen at once. */
const scale = {
  forward: (x: NdArray, a: number): [NdArray, [NdArray, number]] => [x.mul(a), [x, a]],
  backward: (dout: NdArray, [x, a]: [NdArray, number]): [NdArray, NdArray] => [dout.mul(a), dout.mul(x)],
};
const square = {
  forward: (x: NdArray): [NdArray, NdArray] => [x.mul(x), x],
  backward: (dout: NdArray, x: NdArray): NdArray => dout.mul(x).mul(2),
};

test("forward runs through the layers in order, backward through them in reverse", () => {
  const { forward, backward } = sandwich(scale, square, scale);
  const x = nd.array([1, 2]);
  const [out, cache] = forward(x, 3, 10);
  expect(out.toArray()).toEqual([90, 360]); // 10 (3x)^2
  const [dx, da, db] = backward(nd.array([1, 1]), cache);
  expect(dx.toArray()).toEqual([180, 360]); // 10 * 2 * 9 x
  expect(da.toArray()).toEqual([60, 240]); // 10 * 2 * 3 x^2
  expect(db.toArray()).toEqual([9, 36]); // (3x)^2
});

test("settings that the function declares as optional are dealt out by arity", () => {
  const shift = {
    forward: (x: NdArray, by = 1): [NdArray, null] => [x.add(by), null],
    backward: (d: NdArray) => d,
    arity: 1,
  };
  const [out] = sandwich(shift, scale).forward(nd.array([1]), 4, 2);
  expect(out.toArray()).toEqual([10]);
});

test("mistakes are named", () => {
  const { forward, backward } = sandwich(scale, square);
  expect(() => forward(nd.array([1]))).toThrow("sandwich: expected 1 arguments behind x, got 0");
  expect(() => backward(nd.array([1]), [])).toThrow(/cache that forward returned \(2 parts\), got 0/);
  const plain = {
    forward: function halve(x: NdArray) {
      return x.div(2) as never;
    },
    backward: (d: NdArray) => d,
  };
  expect(() => sandwich(plain).forward(nd.array([1]))).toThrow(/expected halve to return \[out, cache\], got object/);
  expect(() => sandwich()).toThrow(/at least one layer/);
});
