import type { NdArray } from "./array.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { type Axis, type AxisArgument, reductionOf } from "./reduce.ts";

/** `ord` 1: sum of absolute values, 2: root of the sum of squares, Infinity: the largest absolute value. */
export interface NormOptions {
  ord?: number;
  axis?: Axis;
  keepdims?: boolean;
}

/**
 * The length of the elements taken as one vector (for a matrix the Frobenius norm), or of the vectors along an axis.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.linalg.norm.html
 */
export function norm(x: Operand): number;
export function norm(x: Operand, options: { ord?: number; axis: Axis; keepdims?: boolean }): NdArray;
export function norm(x: Operand, options: NormOptions): NdArray | number;
export function norm(x: Operand, { ord = 2, axis, keepdims }: NormOptions = {}): NdArray | number {
  const raw = toNdArray(x);
  const view = raw.dtype === "float32" ? raw : toNdArray(raw, "float64");
  const { axes, scalar } = reductionOf("norm", axis, view.shape);
  if (ord !== 2 && axes.length > 1)
    throw new RangeError(`norm: ord ${ord} needs a vector or one axis, got ${axes.length} axes`);
  const result = lengths(view, ord, { axis: axes, keepdims });
  return scalar && !keepdims ? result.item() : result;
}

function lengths(view: NdArray, ord: number, over: { axis: number[]; keepdims?: boolean }): NdArray {
  const size = view.abs();
  const along = over as AxisArgument;
  if (ord === Number.POSITIVE_INFINITY && view.size === 0) return toNdArray(size.sum(along));
  if (ord === Number.POSITIVE_INFINITY) return toNdArray(size.max(along));
  if (ord === Number.NEGATIVE_INFINITY) return toNdArray(size.min(along));
  if (ord === 0) return toNdArray(size.ne(0).astype(view.dtype).sum(along));
  if (ord === 1) return toNdArray(size.sum(along));
  if (ord === 2) return toNdArray(view.mul(view).sum(along)).sqrt();
  return toNdArray(size.pow(ord).sum(along)).pow(1 / ord);
}
