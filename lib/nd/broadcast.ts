import type { NdArray } from "./array.ts";
import { viewOf } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { sameShape, shapeOf, shapeText } from "./shape.ts";
import type { View } from "./view.ts";

/**
 * The shape that operands of these shapes have together.
 * @throws RangeError that names both shapes and the axis that clashed
 * @see https://numpy.org/doc/stable/user/basics.broadcasting.html
 */
export function broadcastShapes(name: string, ...shapes: (readonly number[])[]): number[] {
  let out = [...shapes[0]];
  for (let i = 1; i < shapes.length; i++) out = broadcastPair(name, out, shapes[i]);
  return out;
}

function broadcastPair(name: string, a: readonly number[], b: readonly number[]): number[] {
  if (sameShape(a, b)) return [...a];
  const ndim = Math.max(a.length, b.length);
  const out = new Array<number>(ndim);
  for (let back = 1; back <= ndim; back++) {
    const la = back <= a.length ? a[a.length - back] : 1;
    const lb = back <= b.length ? b[b.length - back] : 1;
    if (la !== lb && la !== 1 && lb !== 1) throw new RangeError(clash(name, a, b, back));
    out[ndim - back] = la === 1 ? lb : la;
  }
  return out;
}

function clash(name: string, a: readonly number[], b: readonly number[], back: number): string {
  const la = a[a.length - back];
  const lb = b[b.length - back];
  return (
    `${name}: shapes ${shapeText(a)} and ${shapeText(b)} do not fit together: ` +
    `counted from the end, axis -${back} has length ${la} in one and ${lb} in the other ` +
    `(lengths must be equal, or one of them 1)`
  );
}

/** The strides with which a view of `shape` walks the larger shape `target`: 0 along axes that repeat. */
export function broadcastStrides(view: View, target: readonly number[]): number[] {
  const lead = target.length - view.shape.length;
  const strides = new Array<number>(target.length);
  for (let axis = 0; axis < target.length; axis++) {
    const own = axis - lead;
    strides[axis] = own < 0 || (view.shape[own] === 1 && target[axis] !== 1) ? 0 : view.stride[own];
  }
  return strides;
}

/**
 * A view with the values repeated to `shape`, without a copy. Do not write into it.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.broadcast_to.html
 */
export function broadcastTo(x: Operand, shape: number | readonly number[]): NdArray {
  const view = toNdArray(x);
  const target = shapeOf("broadcastTo", shape);
  const fits =
    target.length >= view.shape.length && sameShape(broadcastShapes("broadcastTo", view.shape, target), target);
  if (!fits) {
    throw new RangeError(
      `broadcastTo: an array of shape ${shapeText(view.shape)} cannot be repeated to ${shapeText(target)}`,
    );
  }
  return viewOf(view, target, broadcastStrides(view, target), view.offset);
}

/**
 * The operands as views of one common shape.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.broadcast_arrays.html
 */
export function broadcastArrays(...operands: Operand[]): NdArray[] {
  const views = operands.map((operand) => toNdArray(operand));
  const shape = broadcastShapes("broadcastArrays", ...views.map((view) => view.shape));
  return views.map((view) => broadcastTo(view, shape));
}
