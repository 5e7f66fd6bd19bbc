import type { NdArray } from "./array.ts";
import { allocated } from "./make.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { moveaxis, ravel } from "./reshape.ts";
import { checkAxis, shapeText, sizeOf } from "./shape.ts";

function place(
  name: string,
  x: Operand,
  axis: number | undefined,
  better: (a: number, b: number) => boolean,
): NdArray | number {
  const view = toNdArray(x);
  if (axis === undefined) return lines(name, ravel(view), better).data[0];
  const last = moveaxis(view, checkAxis(name, axis, view.shape), -1);
  return lines(name, last, better);
}

/** For each line along the last axis the place of its best element, NaN before all others. */
function lines(name: string, view: NdArray, better: (a: number, b: number) => boolean): NdArray {
  const dense = contiguous(view);
  const n = dense.shape[dense.shape.length - 1];
  if (n === 0)
    throw new RangeError(`${name}: an array of shape ${shapeText(view.shape)} has no elements to choose from`);
  const shape = dense.shape.slice(0, -1);
  const out = allocated("int32", shape);
  const { data, offset } = dense;
  for (let line = 0, start = offset; line < sizeOf(shape); line++, start += n) {
    let best = 0;
    let value = data[start];
    for (let i = 1; i < n && !Number.isNaN(value); i++) {
      const x = data[start + i];
      if (better(x, value) || Number.isNaN(x)) {
        best = i;
        value = x;
      }
    }
    out.data[line] = best;
  }
  return out;
}

/**
 * The place of the largest element (the first of several): counted over all elements, or along an axis.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.argmax.html
 */
export function argmax(x: Operand): number;
export function argmax(x: Operand, axis: number): NdArray;
export function argmax(x: Operand, axis?: number): NdArray | number;
export function argmax(x: Operand, axis?: number): NdArray | number {
  return place("argmax", x, axis, (a, b) => a > b);
}

/**
 * The place of the smallest element (the first of several): counted over all elements, or along an axis.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.argmin.html
 */
export function argmin(x: Operand): number;
export function argmin(x: Operand, axis: number): NdArray;
export function argmin(x: Operand, axis?: number): NdArray | number;
export function argmin(x: Operand, axis?: number): NdArray | number {
  return place("argmin", x, axis, (a, b) => a < b);
}
