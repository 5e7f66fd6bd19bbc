import type { NdArray } from "../nd/array.ts";
import { zeros } from "../nd/create.ts";
import type { Dtype } from "../nd/dtype.ts";
import { eachTap, waves } from "./naive.fixture.ts";
import type * as fast from "./pool.ts";

type Pools = typeof fast;

/** Sizes of x, pool height and width, stride. */
const cases: [number[], number, number, number][] = [
  [[30, 3, 32, 32], 2, 2, 2],
  [[20, 4, 31, 33], 3, 2, 2],
  [[10, 5, 30, 30], 3, 3, 1],
  [[2, 3, 8, 8], 2, 2, 2],
];

function naiveMax(x: NdArray, window: number[], stride: number) {
  const [n, c] = x.shape;
  const [outH, outW] = eachTap(x, window, { stride, pad: 0 }, () => {});
  const dout = waves([n, c, outH, outW], x.dtype, 2);
  const [out, dx] = [zeros([n, c, outH, outW]), zeros(x.shape)];
  const peaks = new Map<string, number[]>();
  out.fill(Number.NEGATIVE_INFINITY);
  for (let p = 0; p < n; p++)
    for (let r = 0; r < c; r++) {
      peaks.clear();
      eachTap(x, window, { stride, pad: 0 }, ([row, column], _, [y, z]) => {
        if (x.get(p, r, y, z) <= out.get(p, r, row, column)) return;
        out.set(p, r, row, column, x.get(p, r, y, z));
        peaks.set(`${row} ${column}`, [row, column, y, z]);
      });
      for (const [row, column, y, z] of peaks.values())
        dx.set(p, r, y, z, dx.get(p, r, y, z) + dout.get(p, r, row, column));
    }
  return { out, dout, dx };
}

function naiveAverage(x: NdArray, window: number[], stride: number) {
  const [n, c] = x.shape;
  const area = window[0] * window[1];
  const [outH, outW] = eachTap(x, window, { stride, pad: 0 }, () => {});
  const dout = waves([n, c, outH, outW], x.dtype, 2);
  const [out, dx] = [zeros([n, c, outH, outW]), zeros(x.shape)];
  for (let p = 0; p < n; p++)
    for (let r = 0; r < c; r++)
      eachTap(x, window, { stride, pad: 0 }, ([row, column], _, [y, z]) => {
        out.set(p, r, row, column, out.get(p, r, row, column) + x.get(p, r, y, z) / area);
        dx.set(p, r, y, z, dx.get(p, r, y, z) + dout.get(p, r, row, column) / area);
      });
  return { out, dout, dx };
}

function distance(a: NdArray, b: NdArray): number {
  return a.sub(b).abs().max();
}

/** The tests of the fast pools, for whichever engine computes. */
export function testPools(pools: Pools): void {
  for (const [shape, poolHeight, poolWidth, stride] of cases)
    for (const dtype of ["float64", "float32"] as Dtype[])
      for (const layout of ["NCHW", "NHWC"] as const) {
        const name = `${shape}, window ${poolHeight} x ${poolWidth}, stride ${stride}, ${dtype}, ${layout}`;
        const images = (v: NdArray) => (layout === "NHWC" ? v.transpose(0, 2, 3, 1).copy() : v);
        const back = (v: NdArray) => (layout === "NHWC" ? v.transpose(0, 3, 1, 2) : v);
        const options = { poolHeight, poolWidth, stride, layout };
        test(`max: ${name}`, () => {
          const x = waves(shape, dtype);
          const expected = naiveMax(x, [poolHeight, poolWidth], stride);
          const [out, cache] = pools.maxPoolForwardFast(images(x), options);
          const dx = pools.maxPoolBackwardFast(images(expected.dout), cache);
          expect(out.dtype).toBe(dtype);
          expect(distance(back(out), expected.out)).toBe(0);
          expect(distance(back(dx), expected.dx)).toBeLessThanOrEqual(stride < poolHeight ? 1e-6 : 0);
        });
        test(`average: ${name}`, () => {
          const x = waves(shape, dtype);
          const expected = naiveAverage(x, [poolHeight, poolWidth], stride);
          const [out, cache] = pools.averagePoolForwardFast(images(x), options);
          const dx = pools.averagePoolBackwardFast(images(expected.dout), cache);
          expect(distance(back(out), expected.out)).toBeLessThan(dtype === "float64" ? 1e-14 : 1e-6);
          expect(distance(back(dx), expected.dx)).toBeLessThan(dtype === "float64" ? 1e-14 : 1e-6);
        });
      }
  test("where values are equal the gradient goes to the first", () => {
    const x = zeros([30, 3, 32, 32]);
    const [out, cache] = pools.maxPoolForwardFast(x, { poolHeight: 2, poolWidth: 2, stride: 2 });
    const dx = pools.maxPoolBackwardFast(zeros(out.shape).add(1), cache);
    expect(dx.slice(29, 2, "30:", "30:").toArray()).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });
}
