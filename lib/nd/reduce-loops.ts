import type { NdArray } from "./array.ts";
import { allocate, type Dtype, type TypedArray } from "./dtype.ts";
import { axisOrder, forOuter, type Loops, mergeLoops } from "./loop.ts";
import { wrap } from "./make.ts";
import { mapByKernels } from "./map-kernels.ts";
import { type Block, blockOf } from "./reduce-blocks.ts";
import { sizeOf, stridesInOrder } from "./shape.ts";
import { memoryOf } from "./value-home.ts";
import type { View } from "./view.ts";

/** How to reduce: a run of elements to one value, and one element into a value. */
export interface Reducer {
  dtype: Dtype;
  /** True where the grouping of elements shows in the last bits. */
  pairwise?: boolean;
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
 * The result keeps reduced axes with length 1 and lies in memory in the order of the input's axes.
 */
export function reduceAxes(view: View, reduced: readonly boolean[], reducer: Reducer): NdArray {
  const shape = view.shape.map((length, axis) => (reduced[axis] ? 1 : length));
  const order = axisOrder(view.shape, [view.stride]);
  const data = allocate(reducer.dtype, sizeOf(shape));
  if (!Object.is(reducer.initial, 0)) data.fill(reducer.initial);
  const out = wrap(data, reducer.dtype, shape, stridesInOrder(shape, order));
  if (view.size === 0) return out;
  const outStrides = out.stride.map((stride, axis) => (reduced[axis] || view.shape[axis] === 1 ? 0 : stride));
  walk(view, out, mergeLoops(view.shape, order, [outStrides, view.stride]), reducer);
  return out;
}

function walk(view: View, out: View, loops: Loops, reducer: Reducer): void {
  const depth = loops.lengths.length;
  const n = depth === 0 ? 1 : loops.lengths[depth - 1];
  const step = depth === 0 ? 1 : loops.strides[1][depth - 1];
  const outStep = depth === 0 ? 0 : loops.strides[0][depth - 1];
  const block = outStep === 0 && depth > 1 && reducer.pairwise ? blockOf(loops) : undefined;
  if (block && block.loops > 1) {
    walkBlocks(view, out, loops, reducer, block);
    return;
  }
  const data = memoryOf(view);
  const target = out.data;
  if (reducer.inEngine === "Sum" && addRows(view, out, loops)) return;
  forOuter(loops, 1, [0, view.offset], ([at, place]) => {
    if (outStep === 0) reducer.fold(target, at, data, place, n, step);
    else reducer.merge(target, at, outStep, data, place, n, step);
  });
}

/** Row after row added to the output by our own kernels; false where the loops should do it. */
function addRows(view: View, out: View, { lengths, strides }: Loops): boolean {
  const [sums, rows] = strides;
  if (lengths.length !== 2 || sums[0] !== 0 || sums[1] !== 1) return false;
  const sum = { data: out.data, dtype: out.dtype, offset: 0, outer: 0, inner: 1 };
  const row = { data: memoryOf(view), dtype: view.dtype, offset: view.offset, outer: rows[0], inner: rows[1] };
  return row.inner === 1 && mapByKernels("x+y", lengths[0], lengths[1], [sum, sum, row]);
}

/** Several loops at once, through a buffer. */
function walkBlocks(view: View, out: View, loops: Loops, reducer: Reducer, block: Block): void {
  const outer = loops.lengths.length - block.loops;
  const inner = { lengths: loops.lengths.slice(outer), strides: [loops.strides[1].slice(outer)] };
  const n = inner.lengths[block.loops - 1];
  const step = inner.strides[0][block.loops - 1];
  const size = sizeOf(inner.lengths);
  const buffer = allocate(view.dtype, size);
  const data = memoryOf(view);
  const target = out.data;
  forOuter(loops, block.loops, [0, view.offset], ([at, place]) => {
    let filled = 0;
    forOuter(inner, 1, [place], ([start]) => {
      for (let i = 0, from = start; i < n; i++, from += step) buffer[filled++] = data[from];
    });
    for (let done = 0; done < size; done += block.run) {
      reducer.fold(target, at, buffer, done, Math.min(block.run, size - done), 1);
    }
  });
}
