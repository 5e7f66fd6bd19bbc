import type { NdArray } from "./array.ts";
import { viewOf } from "./make.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { checkAxes, checkAxis, isContiguous, listOf, shapeText, sizeOf, stridesOf } from "./shape.ts";

/**
 * The same elements in another shape; one length may be -1 and is worked out. A view where the elements lie dense, else a copy.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
 */
export function reshape(x: Operand, shape: number | readonly number[]): NdArray {
  const view = toNdArray(x);
  const target = fill(listOf("reshape", [shape]), view.shape);
  const dense = isContiguous(view.shape, view.stride) ? view : contiguous(view);
  return viewOf(dense, target, stridesOf(target), dense.offset);
}

function fill(target: number[], from: readonly number[]): number[] {
  const size = sizeOf(from);
  const open = target.indexOf(-1);
  const known = target.reduce((product, length, axis) => (axis === open ? product : product * length), 1);
  if (open >= 0 && known > 0 && size % known === 0)
    return target.map((length) => (length === -1 ? size / known : length));
  if (open < 0 && known === size && target.every((length) => length >= 0)) return target;
  throw new RangeError(
    `reshape: an array of shape ${shapeText(from)} has ${size} elements and cannot take the shape ${shapeText(target)}` +
      (open < 0 ? `, which has ${known}` : `: ${size} is not a multiple of ${known}`),
  );
}

/** The elements in a row, a view where possible. @see https://numpy.org/doc/stable/reference/generated/numpy.ravel.html */
export function ravel(x: Operand): NdArray {
  return reshape(x, [-1]);
}

/**
 * The axes in another order, reversed where none is given. A view.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.transpose.html
 */
export function transpose(x: Operand, axes?: readonly number[]): NdArray {
  const view = toNdArray(x);
  const order = axes ? checkAxes("transpose", axes, view.shape) : backwards(view.shape.length);
  if (order.length !== view.shape.length) {
    throw new RangeError(
      `transpose: expected ${view.shape.length} axes for shape ${shapeText(view.shape)}, got [${order}]`,
    );
  }
  const [shape, stride]: number[][] = [[], []];
  for (const axis of order) {
    shape.push(view.shape[axis]);
    stride.push(view.stride[axis]);
  }
  return viewOf(view, shape, stride, view.offset);
}

function backwards(axes: number): number[] {
  const order: number[] = [];
  for (let axis = axes - 1; axis >= 0; axis--) order.push(axis);
  return order;
}

/** Two axes exchanged. A view. @see https://numpy.org/doc/stable/reference/generated/numpy.swapaxes.html */
export function swapaxes(x: Operand, first: number, second: number): NdArray {
  const view = toNdArray(x);
  const [a, b] = [checkAxis("swapaxes", first, view.shape), checkAxis("swapaxes", second, view.shape)];
  const order = view.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis));
  return transpose(view, order);
}

/** Axes moved to other places, the others keep their order. A view. @see https://numpy.org/doc/stable/reference/generated/numpy.moveaxis.html */
export function moveaxis(
  x: Operand,
  source: number | readonly number[],
  destination: number | readonly number[],
): NdArray {
  const view = toNdArray(x);
  const from = checkAxes("moveaxis", source, view.shape);
  const to = checkAxes("moveaxis", destination, view.shape);
  const order = view.shape.map((_, axis) => axis).filter((axis) => !from.includes(axis));
  for (const [place, axis] of to.map((place, k) => [place, from[k]]).sort((p, q) => p[0] - q[0]))
    order.splice(place, 0, axis);
  return transpose(view, order);
}

/** A new axis of length 1 at a place. A view. @see https://numpy.org/doc/stable/reference/generated/numpy.expand_dims.html */
export function expandDims(x: Operand, axis: number): NdArray {
  const view = toNdArray(x);
  const place = checkAxis("expandDims", axis, [...view.shape, 1]);
  return viewOf(view, view.shape.toSpliced(place, 0, 1), view.stride.toSpliced(place, 0, 0), view.offset);
}

/** Axes of length 1 taken away, all or those named. A view. @see https://numpy.org/doc/stable/reference/generated/numpy.squeeze.html */
export function squeeze(x: Operand, axis?: number | readonly number[]): NdArray {
  const view = toNdArray(x);
  const gone = axis === undefined ? undefined : checkAxes("squeeze", axis, view.shape);
  for (const a of gone ?? []) {
    if (view.shape[a] !== 1) {
      throw new RangeError(
        `squeeze: axis ${a} of shape ${shapeText(view.shape)} has length ${view.shape[a]}, expected 1`,
      );
    }
  }
  const stays = (_: unknown, a: number) => (gone ? !gone.includes(a) : view.shape[a] !== 1);
  return viewOf(view, view.shape.filter(stays), view.stride.filter(stays), view.offset);
}
