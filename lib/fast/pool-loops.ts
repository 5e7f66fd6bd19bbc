import { allocate, type Dtype, type TypedArray } from "../nd/dtype.ts";
import type { PoolSize } from "./pool-size.ts";

/** Pools in plain TypeScript on dense NHWC memory. Hot: the channels of one pixel lie side by side and are the inner loop. */

/** The largest value under each window: out (N, outH, outW, C). */
export function maxForwardLoops(x: TypedArray, dtype: Dtype, size: PoolSize): TypedArray {
  const { n, c, h, w, outH, outW, poolHeight, poolWidth, stride } = size;
  const out = allocate(dtype, n * outH * outW * c);
  let at = 0;
  for (let picture = 0; picture < n; picture++)
    for (let row = 0; row < outH; row++)
      for (let column = 0; column < outW; column++, at += c)
        for (let i = 0; i < poolHeight; i++) {
          let from = ((picture * h + row * stride + i) * w + column * stride) * c;
          for (let j = 0; j < poolWidth; j++, from += c) {
            const first = i === 0 && j === 0;
            for (let channel = 0; channel < c; channel++) {
              const value = x[from + channel];
              if (first || value > out[at + channel] || Number.isNaN(value)) out[at + channel] = value;
            }
          }
        }
  return out;
}

/**
 * The gradient of the largest value goes to its first place in the window, row by row.
 * @returns dx (N, H, W, C)
 */
export function maxBackwardLoops(
  x: TypedArray,
  out: TypedArray,
  dout: TypedArray,
  dtype: Dtype,
  size: PoolSize,
): TypedArray {
  const { n, c, h, w, outH, outW, poolHeight, poolWidth, stride } = size;
  const dx = allocate(dtype, x.length);
  const open = new Uint8Array(c);
  let at = 0;
  for (let picture = 0; picture < n; picture++)
    for (let row = 0; row < outH; row++)
      for (let column = 0; column < outW; column++, at += c) {
        open.fill(1);
        for (let i = 0; i < poolHeight; i++) {
          let from = ((picture * h + row * stride + i) * w + column * stride) * c;
          for (let j = 0; j < poolWidth; j++, from += c) {
            for (let channel = 0; channel < c; channel++) {
              const hit = open[channel] & +(x[from + channel] === out[at + channel]);
              dx[from + channel] += hit * dout[at + channel];
              open[channel] -= hit;
            }
          }
        }
      }
  return dx;
}

/** The mean under each window: out (N, outH, outW, C). */
export function averageForwardLoops(x: TypedArray, dtype: Dtype, size: PoolSize): TypedArray {
  const { n, c, h, w, outH, outW, poolHeight, poolWidth, stride } = size;
  const out = allocate(dtype, n * outH * outW * c);
  const area = poolHeight * poolWidth;
  let at = 0;
  for (let picture = 0; picture < n; picture++)
    for (let row = 0; row < outH; row++)
      for (let column = 0; column < outW; column++, at += c) {
        for (let i = 0; i < poolHeight; i++) {
          let from = ((picture * h + row * stride + i) * w + column * stride) * c;
          for (let j = 0; j < poolWidth; j++, from += c)
            for (let channel = 0; channel < c; channel++) out[at + channel] += x[from + channel];
        }
        for (let channel = 0; channel < c; channel++) out[at + channel] /= area;
      }
  return out;
}

/** Each place under a window gets its share of the gradient: dx (N, H, W, C). */
export function averageBackwardLoops(dout: TypedArray, dtype: Dtype, size: PoolSize): TypedArray {
  const { n, c, h, w, outH, outW, poolHeight, poolWidth, stride } = size;
  const dx = allocate(dtype, n * h * w * c);
  const area = poolHeight * poolWidth;
  let at = 0;
  for (let picture = 0; picture < n; picture++)
    for (let row = 0; row < outH; row++)
      for (let column = 0; column < outW; column++, at += c)
        for (let i = 0; i < poolHeight; i++) {
          let to = ((picture * h + row * stride + i) * w + column * stride) * c;
          for (let j = 0; j < poolWidth; j++, to += c)
            for (let channel = 0; channel < c; channel++) dx[to + channel] += dout[at + channel] / area;
        }
  return dx;
}
