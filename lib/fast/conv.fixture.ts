import type { NdArray } from "../nd/array.ts";
import type { Dtype } from "../nd/dtype.ts";
import type { ConvCache, ConvOptions } from "./conv.ts";
import { naiveConv, waves } from "./naive.fixture.ts";

type Forward = (x: NdArray, w: NdArray, b: NdArray, options: ConvOptions) => [NdArray, ConvCache];
type Backward = (dout: NdArray, cache: ConvCache) => [NdArray, NdArray, NdArray];

/** Sizes of x (N, C, H, W), of w (F, C, HH, WW), stride, pad: large enough for the engine, but the last. */
export const cases: [number[], number[], number, number][] = [
  [[12, 3, 11, 13], [4, 3, 3, 3], 1, 1],
  [[24, 3, 11, 13], [4, 3, 3, 3], 2, 1],
  [[45, 3, 12, 9], [5, 3, 4, 2], 3, 2],
  [[30, 2, 9, 9], [3, 2, 5, 5], 1, 0],
  [[240, 1, 8, 8], [2, 1, 3, 3], 2, 2],
  [[120, 3, 7, 7], [6, 3, 1, 1], 1, 0],
  [[2, 3, 7, 7], [6, 3, 3, 3], 1, 1],
];

/** The largest difference, in units of the largest value. */
function distance(actual: NdArray, expected: NdArray): number {
  return actual.sub(expected).abs().max() / expected.abs().max();
}

/** The tests of the fast convolution, for whichever engine computes. */
export function testConv(forward: Forward, backward: Backward): void {
  for (const [xShape, wShape, stride, pad] of cases) {
    for (const dtype of ["float64", "float32"] as Dtype[]) {
      for (const layout of ["NCHW", "NHWC"] as const) {
        test(`x ${xShape}, w ${wShape}, stride ${stride}, pad ${pad}, ${dtype}, ${layout}`, () => {
          const [x, w, b] = [waves(xShape, dtype), waves(wShape, dtype, 1), waves([wShape[0]], dtype, 2)];
          const expected = naiveConv(x, w, b, { stride, pad });
          const images = (v: NdArray) => (layout === "NHWC" ? v.transpose(0, 2, 3, 1).copy() : v);
          const back = (v: NdArray) => (layout === "NHWC" ? v.transpose(0, 3, 1, 2) : v);
          const filters = layout === "NHWC" ? w.transpose(2, 3, 1, 0).copy() : w;
          const [out, cache] = forward(images(x), filters, b, { stride, pad, layout });
          const [dx, dw, db] = backward(images(expected.dout), cache);
          const tolerance = dtype === "float64" ? 1e-13 : 2e-5;
          expect(out.dtype).toBe(dtype);
          expect(distance(back(out), expected.out)).toBeLessThan(tolerance);
          expect(distance(back(dx), expected.dx)).toBeLessThan(tolerance);
          expect(distance(layout === "NHWC" ? dw.transpose(3, 2, 0, 1) : dw, expected.dw)).toBeLessThan(tolerance);
          expect(distance(db, expected.db)).toBeLessThan(tolerance);
        });
      }
    }
  }
}
