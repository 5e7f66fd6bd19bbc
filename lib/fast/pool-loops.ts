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

/** (x, out, dout, dx, counts and steps): see the source that `compileMaxBackward` writes. */
type MaxBackward = (x: TypedArray, out: TypedArray, dout: TypedArray, dx: TypedArray, size: PoolSize) => void;

/** Compiled per window, so that its places are written out one after the other. A memo: its content follows from its keys alone. */
const memo = new Map<string, MaxBackward>();

/**
 * The loop over all windows with the places of a window written out: no branch depends on the data (V8 then needs a
 * third of the time), and each dtype has machine code of its own.
 */
function compileMaxBackward({ poolHeight, poolWidth }: PoolSize): MaxBackward {
  const taps: string[] = [];
  for (let i = 0; i < poolHeight; i++) {
    for (let j = 0; j < poolWidth; j++) {
      taps.push(`{const b=a+${i}*line+${j}*c,hit=open&+(x[b]===m);dx[b]+=hit*g;open^=hit;}`);
    }
  }
  return new Function(
    "x,out,dout,dx,size",
    `"use strict";const {n,c,h,w,outH,outW,stride}=size,line=w*c;
    for(let picture=0,at=0;picture<n;picture++)for(let row=0;row<outH;row++){
      let corner=(picture*h+row*stride)*line;
      for(let column=0;column<outW;column++,corner+=stride*c)for(let k=0;k<c;k++,at++){
        const m=out[at],g=dout[at],a=corner+k;let open=1;
        ${taps.join("\n")}
      }
    }`,
  ) as MaxBackward;
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
  const key = `${dtype} ${size.poolHeight} ${size.poolWidth}`;
  let loop = memo.get(key);
  if (!loop) {
    loop = compileMaxBackward(size);
    memo.set(key, loop);
  }
  const dx = allocate(dtype, x.length);
  loop(x, out, dout, dx, size);
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
