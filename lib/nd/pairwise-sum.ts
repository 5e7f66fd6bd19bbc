import type { TypedArray } from "./dtype.ts";

/**
 * The sum of n elements in NumPy's order: blocks of up to 128 with eight running sums, blocks added in pairs. The error grows
 * with log n instead of n, and the figure equals NumPy's to the last bit.
 *
 * Loops are written out: this is where reductions spend their time.
 *
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/src/umath/loops_utils.h.src (pairwise_sum)
 */
export type PairwiseSum = (data: TypedArray, place: number, n: number, stride: number) => number;

const SOURCE = (round: string) => `"use strict";
const f = Math.fround;
return function pairwiseSum(a, p, n, s) {
  if (n < 8) {
    let r = -0;
    for (let i = 0; i < n; i++) r = ${round}(r + a[p + i * s]);
    return r;
  }
  if (n <= 128) {
    let r0 = a[p], r1 = a[p + s], r2 = a[p + 2 * s], r3 = a[p + 3 * s];
    let r4 = a[p + 4 * s], r5 = a[p + 5 * s], r6 = a[p + 6 * s], r7 = a[p + 7 * s];
    const end = n - (n % 8);
    let i = 8;
    for (let q = p + 8 * s; i < end; i += 8, q += 8 * s) {
      r0 = ${round}(r0 + a[q]); r1 = ${round}(r1 + a[q + s]); r2 = ${round}(r2 + a[q + 2 * s]); r3 = ${round}(r3 + a[q + 3 * s]);
      r4 = ${round}(r4 + a[q + 4 * s]); r5 = ${round}(r5 + a[q + 5 * s]); r6 = ${round}(r6 + a[q + 6 * s]); r7 = ${round}(r7 + a[q + 7 * s]);
    }
    let r = ${round}(${round}(${round}(r0 + r1) + ${round}(r2 + r3)) + ${round}(${round}(r4 + r5) + ${round}(r6 + r7)));
    for (; i < n; i++) r = ${round}(r + a[p + i * s]);
    return r;
  }
  let half = Math.floor(n / 2);
  half -= half % 8;
  return ${round}(pairwiseSum(a, p, half, s) + pairwiseSum(a, p + half * s, n - half, s));
}`;

/** Adds in double precision. */
export const pairwiseSum64: PairwiseSum = new Function(SOURCE(""))();

/** Adds in single precision: each partial sum is rounded to float32. */
export const pairwiseSum32: PairwiseSum = new Function(SOURCE("f"))();
