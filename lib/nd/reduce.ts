import type { NdArray } from "./array.ts";
import { allocate, type Dtype, isFloat } from "./dtype.ts";
import { reduceInEngine } from "./in-engine.ts";
import { viewOf, wrap } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { sumPutOff } from "./put-off.ts";
import { type Reducer, reduceAxes } from "./reduce-loops.ts";
import { extremeReducer, productReducer, sumReducer, truthReducer } from "./reducers.ts";
import { checkAxes, isContiguous, shapeText } from "./shape.ts";
import { LARGE } from "./value-home.ts";

/** Which axes to reduce: one, several, or all where left out. Negative ones count from the end. */
export type Axis = number | readonly number[];

/** `axis` to reduce and whether the reduced axes stay with length 1. */
export interface ReduceOptions {
  axis?: Axis | null;
  keepdims?: boolean;
}

/** The second argument of every reduction: an axis, several, or options. */
export type AxisArgument = Axis | null | ReduceOptions;

/** Arguments with which a reduction gives an array: axes, or all of them kept with length 1. */
export type OverAxes = Axis | { axis: Axis; keepdims?: boolean } | { axis?: null; keepdims: true };

export interface Reduction {
  axes: number[];
  keepdims: boolean;
  /** True where the result is one bare number. */
  scalar: boolean;
}

/** Reads the axis argument of a reduction. */
export function reductionOf(name: string, argument: AxisArgument | undefined, shape: readonly number[]): Reduction {
  const isOptions = typeof argument === "object" && argument !== null && !Array.isArray(argument);
  const options: ReduceOptions = isOptions
    ? (argument as ReduceOptions)
    : { axis: argument as Axis | null | undefined };
  const all = options.axis === undefined || options.axis === null;
  const axes = all ? shape.map((_, axis) => axis) : checkAxes(name, options.axis as Axis, shape);
  const keepdims = options.keepdims ?? false;
  return { axes, keepdims, scalar: all && !keepdims };
}

/** Runs a reducer over the axes; the result has the dtype asked for. */
export function reduceWith(view: NdArray, reduction: Reduction, reducer: Reducer, dtype: Dtype): NdArray {
  const marks = view.shape.map((_, axis) => reduction.axes.includes(axis));
  const total = reducer.inEngine === "Sum" && !marks.includes(false) ? sumPutOff(view) : undefined;
  if (total !== undefined) return oneNumber(total, dtype, reduction.keepdims ? view.shape.length : 0);
  const native =
    reducer.inEngine && dtype === view.dtype
      ? reduceInEngine(reducer.inEngine, view, marks, reduction.keepdims)
      : undefined;
  if (native) return native;
  const kept = narrow(reduceAxes(view, marks, reducer), dtype);
  return reduction.keepdims ? kept : dropAxes(kept, marks);
}

function oneNumber(value: number, dtype: Dtype, axes: number): NdArray {
  const data = allocate(dtype, 1);
  data[0] = value;
  return wrap(data, dtype, new Array<number>(axes).fill(1));
}

/** Whole-number results are computed in float64; one that int32 cannot hold is an error, never a wrong figure. */
function narrow(result: NdArray, dtype: Dtype): NdArray {
  if (result.dtype === dtype) return result;
  const { data } = result;
  for (let i = 0; dtype === "int32" && i < data.length; i++) {
    if (data[i] !== (data[i] | 0)) {
      throw new RangeError(`reduction: ${data[i]} does not fit into int32; use x.astype("float64") first`);
    }
  }
  return toNdArray(result, dtype);
}

function dropAxes(kept: NdArray, marks: readonly boolean[]): NdArray {
  const stays = (_: unknown, axis: number) => !marks[axis];
  return viewOf(kept, kept.shape.filter(stays), kept.stride.filter(stays), kept.offset);
}

const wholeOf = (dtype: Dtype): Dtype => (isFloat(dtype) ? dtype : "int32");

/** The shortest way, for the many small sums of loops. */
function foldAll(view: NdArray, reducer: Reducer): number {
  const out = allocate(reducer.dtype, 1);
  out[0] = reducer.initial;
  if (view.size > 0) reducer.fold(out, 0, view.data, view.offset, view.size, 1);
  return out[0];
}

/** One number where everything was reduced, exact also beyond int32; an array otherwise. */
function run(view: NdArray, reduction: Reduction, reducer: Reducer, dtype: Dtype): NdArray | number {
  const small = view.size < LARGE && view._data !== null;
  if (small && reduction.scalar && isContiguous(view.shape, view.stride)) return foldAll(view, reducer);
  if (reduction.scalar) return reduceWith(view, reduction, reducer, reducer.dtype).data[0];
  return reduceWith(view, reduction, reducer, dtype);
}

/**
 * The sum over all elements (a number) or over axes (an array).
 * @see https://numpy.org/doc/stable/reference/generated/numpy.sum.html
 */
export function sum(x: Operand): number;
export function sum(x: Operand, axis: OverAxes): NdArray;
export function sum(x: Operand, axis?: AxisArgument): NdArray | number;
export function sum(x: Operand, axis?: AxisArgument): NdArray | number {
  const view = toNdArray(x);
  return run(view, reductionOf("sum", axis, view.shape), sumReducer(view.dtype), wholeOf(view.dtype));
}

/**
 * The product over all elements or over axes.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.prod.html
 */
export function prod(x: Operand): number;
export function prod(x: Operand, axis: OverAxes): NdArray;
export function prod(x: Operand, axis?: AxisArgument): NdArray | number;
export function prod(x: Operand, axis?: AxisArgument): NdArray | number {
  const view = toNdArray(x);
  return run(view, reductionOf("prod", axis, view.shape), productReducer(view.dtype), wholeOf(view.dtype));
}

function extreme(which: "max" | "min", x: Operand, axis?: AxisArgument): NdArray | number {
  const view = toNdArray(x);
  const reduction = reductionOf(which, axis, view.shape);
  if (reduction.axes.some((a) => view.shape[a] === 0)) {
    throw new RangeError(`${which}: an array of shape ${shapeText(view.shape)} has no elements to choose from`);
  }
  return run(view, reduction, extremeReducer(view.dtype, which), view.dtype);
}

/**
 * The largest element, over all or over axes; NaN where there is one.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.max.html
 */
export function max(x: Operand): number;
export function max(x: Operand, axis: OverAxes): NdArray;
export function max(x: Operand, axis?: AxisArgument): NdArray | number;
export function max(x: Operand, axis?: AxisArgument): NdArray | number {
  return extreme("max", x, axis);
}

/**
 * The smallest element, over all or over axes; NaN where there is one.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.min.html
 */
export function min(x: Operand): number;
export function min(x: Operand, axis: OverAxes): NdArray;
export function min(x: Operand, axis?: AxisArgument): NdArray | number;
export function min(x: Operand, axis?: AxisArgument): NdArray | number {
  return extreme("min", x, axis);
}

/**
 * Whether any element is not 0: a boolean, or a bool array over axes.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.any.html
 */
export function any(x: Operand): boolean;
export function any(x: Operand, axis: OverAxes): NdArray;
export function any(x: Operand, axis?: AxisArgument): NdArray | boolean;
export function any(x: Operand, axis?: AxisArgument): NdArray | boolean {
  return truth("any", x, axis);
}

/**
 * Whether all elements are not 0: a boolean, or a bool array over axes.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.all.html
 */
export function all(x: Operand): boolean;
export function all(x: Operand, axis: OverAxes): NdArray;
export function all(x: Operand, axis?: AxisArgument): NdArray | boolean;
export function all(x: Operand, axis?: AxisArgument): NdArray | boolean {
  return truth("all", x, axis);
}

function truth(which: "any" | "all", x: Operand, axis?: AxisArgument): NdArray | boolean {
  const view = toNdArray(x);
  const result = run(view, reductionOf(which, axis, view.shape), truthReducer(view.dtype, which), "bool");
  return typeof result === "number" ? result !== 0 : result;
}
