import type { NdArray } from "./array.ts";
import { type Dtype, isFloat } from "./dtype.ts";
import { allocated } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { moveaxis, ravel } from "./reshape.ts";
import { checkAxis, sizeOf } from "./shape.ts";

function cumulate(
  name: string,
  x: Operand,
  axis: number | undefined,
  combine: (a: number, b: number) => number,
): NdArray {
  const view = axis === undefined ? ravel(x) : toNdArray(x);
  const along = checkAxis(name, axis ?? 0, view.shape);
  const dtype: Dtype = isFloat(view.dtype) ? view.dtype : "int32";
  const lines = moveaxis(toNdArray(view, dtype), along, -1).copy();
  const n = lines.shape[lines.shape.length - 1];
  const { data } = lines;
  for (let line = 0, start = 0; line < sizeOf(lines.shape.slice(0, -1)); line++, start += n) {
    for (let i = start + 1; i < start + n; i++) data[i] = combine(data[i - 1], data[i]);
  }
  return allocated(dtype, [...view.shape]).assign(moveaxis(lines, -1, along));
}

/** Running sums: over all elements in a row, or along an axis. @see https://numpy.org/doc/stable/reference/generated/numpy.cumsum.html */
export function cumsum(x: Operand, axis?: number): NdArray {
  return cumulate("cumsum", x, axis, (a, b) => a + b);
}

/** Running products: over all elements in a row, or along an axis. @see https://numpy.org/doc/stable/reference/generated/numpy.cumprod.html */
export function cumprod(x: Operand, axis?: number): NdArray {
  return cumulate("cumprod", x, axis, (a, b) => a * b);
}
