import type { NdArray } from "./array.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { axisOrder, forOuter, mergeLoops } from "./loop.ts";
import { allocated } from "./make.ts";
import type { View } from "./view.ts";

/** How to reduce: a run of elements to one value, and one element into a value. */
export interface Reducer {
  dtype: Dtype;
  /** The engine's name of the reduction, where it has one. */
  inEngine?: string;
  /** What an output holds before the first element. */
  initial: number;
  /** Folds `n` elements, `stride` apart, into `out[at]`. */
  fold: (out: TypedArray, at: number, data: TypedArray, place: number, n: number, stride: number) => void;
  /** Folds `n` elements into `n` outputs, one each. */
  merge: (
    out: TypedArray,
    at: number,
    outStride: number,
    data: TypedArray,
    place: number,
    n: number,
    stride: number,
  ) => void;
}

/**
 * Reduces the marked axes in the order in which NumPy walks memory, so that sums come out equal to the last bit.
 * The result keeps reduced axes with length 1.
 */
export function reduceAxes(view: View, reduced: readonly boolean[], reducer: Reducer): NdArray {
  const shape = view.shape.map((length, axis) => (reduced[axis] ? 1 : length));
  const out = allocated(reducer.dtype, shape);
  if (reducer.initial !== 0 || Object.is(reducer.initial, -0)) out.data.fill(reducer.initial);
  if (view.size === 0) return out;
  const outStrides = out.stride.map((stride, axis) => (reduced[axis] || view.shape[axis] === 1 ? 0 : stride));
  walk(view, out, outStrides, reducer);
  return out;
}

function walk(view: View, out: View, outStrides: number[], reducer: Reducer): void {
  const order = axisOrder(view.shape.length, [view.stride]);
  const loops = mergeLoops(view.shape, order, [outStrides, view.stride]);
  const depth = loops.lengths.length;
  const n = depth === 0 ? 1 : loops.lengths[depth - 1];
  const step = depth === 0 ? 1 : loops.strides[1][depth - 1];
  const outStep = depth === 0 ? 0 : loops.strides[0][depth - 1];
  const { data } = view;
  const target = out.data;
  forOuter(loops, 1, [0, view.offset], ([at, place]) => {
    if (outStep === 0) reducer.fold(target, at, data, place, n, step);
    else reducer.merge(target, at, outStep, data, place, n, step);
  });
}
