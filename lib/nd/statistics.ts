import { DIVIDE, divide, subtract } from "./arithmetic.ts";
import type { NdArray } from "./array.ts";
import { type Dtype, isFloat } from "./dtype.ts";
import { applyInto } from "./elementwise.ts";
import { sqrt, square } from "./math.ts";
import { type Operand, toNdArray } from "./operand.ts";
import {
  type Axis,
  type AxisArgument,
  type OverAxes,
  type ReduceOptions,
  type Reduction,
  reduceWith,
  reductionOf,
} from "./reduce.ts";
import { sumReducer } from "./reducers.ts";

/** `ddof`: what is taken from the number of elements before dividing; 1 gives the sample's variance. */
export interface VarianceOptions extends ReduceOptions {
  ddof?: number;
}

type VarianceArgument = Axis | null | VarianceOptions;

function floatView(x: Operand): NdArray {
  const view = toNdArray(x);
  return isFloat(view.dtype) ? view : toNdArray(view, "float64");
}

function count(view: NdArray, reduction: Reduction): number {
  return reduction.axes.reduce((product, axis) => product * view.shape[axis], 1);
}

function meanArray(view: NdArray, reduction: Reduction): NdArray {
  const total = reduceWith(view, reduction, sumReducer(view.dtype), view.dtype as Dtype);
  applyInto(DIVIDE, total, [total, count(view, reduction)]);
  return total;
}

/**
 * The arithmetic mean of all elements (a number) or over axes (an array). Whole numbers give float64.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.mean.html
 */
export function mean(x: Operand): number;
export function mean(x: Operand, axis: OverAxes): NdArray;
export function mean(x: Operand, axis?: AxisArgument): NdArray | number;
export function mean(x: Operand, axis?: AxisArgument): NdArray | number {
  const view = floatView(x);
  const reduction = reductionOf("mean", axis, view.shape);
  const result = meanArray(view, reduction);
  return reduction.scalar ? result.data[0] : result;
}

function varianceArray(name: string, x: Operand, argument?: VarianceArgument): { result: NdArray; scalar: boolean } {
  const view = floatView(x);
  const reduction = reductionOf(name, argument, view.shape);
  const ddof = (argument as VarianceOptions | undefined)?.ddof ?? 0;
  const centre = meanArray(view, { ...reduction, keepdims: true });
  const squares = square(subtract(view, centre));
  const total = reduceWith(squares, reduction, sumReducer(view.dtype), view.dtype);
  return { result: divide(total, Math.max(0, count(view, reduction) - ddof)), scalar: reduction.scalar };
}

/**
 * The variance of all elements or over axes: the mean squared distance from the mean.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.var.html
 */
export function variance(x: Operand): number;
export function variance(x: Operand, axis: OverAxes | { axis: Axis; keepdims?: boolean; ddof?: number }): NdArray;
export function variance(x: Operand, axis?: VarianceArgument): NdArray | number;
export function variance(x: Operand, axis?: VarianceArgument): NdArray | number {
  const { result, scalar } = varianceArray("var", x, axis);
  return scalar ? result.data[0] : result;
}

/**
 * The standard deviation of all elements or over axes: the root of the variance.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.std.html
 */
export function std(x: Operand): number;
export function std(x: Operand, axis: OverAxes | { axis: Axis; keepdims?: boolean; ddof?: number }): NdArray;
export function std(x: Operand, axis?: VarianceArgument): NdArray | number;
export function std(x: Operand, axis?: VarianceArgument): NdArray | number {
  const { result, scalar } = varianceArray("std", x, axis);
  const root = sqrt(result);
  return scalar ? root.data[0] : root;
}
