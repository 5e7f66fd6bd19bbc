import type { NdArray } from "../nd/array.ts";
import { zeros } from "../nd/create.ts";
import type { Dtype } from "../nd/dtype.ts";

/** Convolutions and pools by their definition, for the tests: NCHW, loops over everything. */

/** Values with both signs and without ties. */
export function waves(shape: number[], dtype: Dtype, shift = 0.3): NdArray {
  const out = zeros(shape, dtype);
  for (let i = 0; i < out.size; i++) out.data[i] = Math.sin(i * 1.7 + shift) + i * 1e-7;
  return out;
}

interface Move {
  stride: number;
  pad: number;
}

/** Calls `body` for every pair of an output place and an input place under a window. */
export function eachTap(
  x: NdArray,
  [hh, ww]: number[],
  { stride, pad }: Move,
  body: (place: number[], tap: number[], at: number[]) => void,
): number[] {
  const [outH, outW] = [(x.shape[2] + 2 * pad - hh) / stride + 1, (x.shape[3] + 2 * pad - ww) / stride + 1].map(
    Math.floor,
  );
  for (let row = 0; row < outH; row++)
    for (let column = 0; column < outW; column++)
      for (let i = 0; i < hh; i++)
        for (let j = 0; j < ww; j++) {
          const [y, z] = [row * stride + i - pad, column * stride + j - pad];
          if (y >= 0 && y < x.shape[2] && z >= 0 && z < x.shape[3]) body([row, column], [i, j], [y, z]);
        }
  return [outH, outW];
}

/** out, and the gradients on x, w, b for the upstream gradient `waves(out.shape)`. */
export function naiveConv(x: NdArray, w: NdArray, b: NdArray, move: Move) {
  const [n, c] = x.shape;
  const [f, , hh, ww] = w.shape;
  const [outH, outW] = eachTap(x, [hh, ww], move, () => {});
  const out = zeros([n, f, outH, outW]);
  const dout = waves([n, f, outH, outW], x.dtype, 2);
  const [dx, dw, db] = [zeros(x.shape), zeros(w.shape), zeros(b.shape)];
  for (let p = 0; p < n; p++)
    for (let q = 0; q < f; q++) {
      for (let i = 0; i < outH; i++)
        for (let j = 0; j < outW; j++) {
          out.set(p, q, i, j, b.get(q));
          db.set(q, db.get(q) + dout.get(p, q, i, j));
        }
      for (let r = 0; r < c; r++)
        eachTap(x, [hh, ww], move, ([row, column], [i, j], [y, z]) => {
          const flow = dout.get(p, q, row, column);
          out.set(p, q, row, column, out.get(p, q, row, column) + x.get(p, r, y, z) * w.get(q, r, i, j));
          dw.set(q, r, i, j, dw.get(q, r, i, j) + x.get(p, r, y, z) * flow);
          dx.set(p, r, y, z, dx.get(p, r, y, z) + w.get(q, r, i, j) * flow);
        });
    }
  return { out, dout, dx, dw, db };
}
