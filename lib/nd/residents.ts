import { EngineArray, type Tensors } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { resident, viewOf, wrap } from "./make.ts";
import { contiguous } from "./operand.ts";
import { isContiguous, sameShape, sizeOf } from "./shape.ts";
import { memoryOf } from "./value-home.ts";
import type { View } from "./view.ts";

/** Arrays between JavaScript's memory and the engine: what is inside stays inside until someone reads it. */

/** True while the elements live in the engine. */
export function isInside(view: View): boolean {
  return view._data === null && view.residence instanceof EngineArray && view.residence.inside;
}

/** An array laid open for the engine: its memory as a tensor, axes from the slowest to the fastest. */
interface Lying {
  id: number;
  /** Which axis of the view each axis of the tensor is. */
  order: number[];
}

/** The tensor behind a view, as it lies; undefined for parts of what is inside, which must come home first. */
function insideOf(tensors: Tensors, view: View): Lying | undefined {
  if (!isInside(view)) return undefined;
  const home = view.residence as EngineArray;
  const order = memoryOrder(view);
  if (!order || view.offset !== 0 || view.size !== sizeOf(home.shape)) return undefined;
  const shape = order.map((axis) => view.shape[axis]);
  const id = home.use(tensors) as number;
  return { id: sameShape(shape, home.shape) ? id : tensors.reshape(id, shape, view.dtype), order };
}

/** The elements of a view as a tensor, in the order in which they lie where they lie dense; `copy`: not shared with the memory. */
function lying(tensors: Tensors, view: View, copy = false): Lying {
  const inside = insideOf(tensors, view);
  if (inside) return inside;
  const order = memoryOrder(view) ?? view.shape.map((_, axis) => axis);
  const turned = viewOf(
    view,
    order.map((axis) => view.shape[axis]),
    order.map((axis) => view.stride[axis]),
    view.offset,
  );
  const memory = denseMemory(turned);
  return { id: tensors.put(copy ? memory.slice() : memory, turned.shape, view.dtype), order };
}

/** The axes from the slowest to the fastest in memory, where the elements then lie dense; else undefined. */
export function memoryOrder(view: View): number[] | undefined {
  const { shape, stride } = view;
  if (isContiguous(shape, stride)) return shape.map((_, axis) => axis);
  const order = shape.map((_, axis) => axis).sort((a, b) => stride[b] - stride[a] || shape[b] - shape[a]);
  const dense = isContiguous(
    order.map((axis) => shape[axis]),
    order.map((axis) => stride[axis]),
  );
  return dense ? order : undefined;
}

/** The elements of a view in C order as a tensor of the dtype computed in. */
export function tensorOf(tensors: Tensors, view: View, copy = false): number {
  const { id, order } = lying(tensors, view, copy);
  if (order.every((axis, place) => axis === place)) return tensors.cast(id, view.dtype);
  const shape = order.map((axis) => view.shape[axis]);
  const back = order.map((_, axis) => order.indexOf(axis));
  return tensors.cast(
    tensors.reshape(turned(tensors, id, shape, back, view.dtype), view.shape, view.dtype),
    view.dtype,
  );
}

/** A transpose in which axes that stay neighbours go as one: (N, C, H, W) to (N, H, W, C) as (N, C, HW) to (N, HW, C), in half the time. */
function turned(
  tensors: Tensors,
  id: number,
  shape: readonly number[],
  order: readonly number[],
  dtype: Dtype,
): number {
  const runs: number[][] = [];
  for (const axis of order) {
    const run = runs[runs.length - 1];
    if (run && run[run.length - 1] + 1 === axis) run.push(axis);
    else runs.push([axis]);
  }
  const inMemory = runs.toSorted((a, b) => a[0] - b[0]);
  const merged = inMemory.map((run) => run.reduce((length, axis) => length * shape[axis], 1));
  const places = runs.map((run) => inMemory.indexOf(run));
  return tensors.transpose(tensors.reshape(id, merged, dtype), places, dtype);
}

/** The elements of a view in C order, as they are now: what is written to the array later does not show. */
export function snapshotOf(tensors: Tensors, view: View): number {
  return tensors.alias(tensorOf(tensors, view, true));
}

/** The memory of a view, copied where it does not lie dense: to be looked at until the next operation, not to be written to. */
export function denseMemory(view: View): TypedArray {
  const dense = contiguous(view);
  return memoryOf(dense).subarray(dense.offset, dense.offset + dense.size);
}

/** Results smaller than this come home at once: reading them costs less than another call would. */
const STAYS_INSIDE = 8192;

/** A result as an array: large ones stay in the engine until they are read. The tensor must have memory of its own. */
export function resultOf(tensors: Tensors, id: number, shape: number[], dtype: Dtype = tensors.dtype): NdArray {
  if (sizeOf(shape) < STAYS_INSIDE) return wrap(tensors.get(id, dtype), dtype, shape);
  return resident(tensors.hold(id, shape, dtype), dtype, shape);
}
