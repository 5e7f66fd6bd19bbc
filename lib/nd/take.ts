import type { NdArray } from "./array.ts";
import { allocated } from "./make.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { put, slice } from "./pick.ts";
import { moveaxis, ravel } from "./reshape.ts";
import { checkAxis, sameShape, shapeText } from "./shape.ts";
import type { Index } from "./slice.ts";

/**
 * The elements at places: of the flattened array, or along an axis.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.take.html
 */
export function take(x: Operand, places: Operand, axis?: number): NdArray {
  const list = toNdArray(places);
  if (axis === undefined) return slice(ravel(x), list);
  const view = toNdArray(x);
  return slice(view, ...new Array<string>(checkAxis("take", axis, view.shape)).fill(":"), list);
}

/** The index that takes, for each line along an axis, its own places. */
function alongIndex(name: string, view: NdArray, places: NdArray, axis: number): Index[] {
  const along = checkAxis(name, axis, view.shape);
  if (places.ndim !== view.ndim) {
    throw new RangeError(
      `${name}: expected places with ${view.ndim} axes, as x of shape ${shapeText(view.shape)} has, got ${shapeText(places.shape)}`,
    );
  }
  return view.shape.map((_, k) => (k === along ? places : gridAxis(places.shape[k], k, view.ndim)));
}

/** 0 ... n - 1 along one axis of an otherwise thin array. */
function gridAxis(n: number, axis: number, ndim: number): NdArray {
  const shape = new Array<number>(ndim).fill(1).with(axis, n);
  const grid = allocated("int32", shape);
  for (let i = 0; i < n; i++) grid.data[i] = i;
  return grid;
}

/**
 * For each line along an axis the elements at its own places, as argsort and argmax give them.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.take_along_axis.html
 */
export function takeAlongAxis(x: Operand, places: Operand, axis: number): NdArray {
  const view = toNdArray(x);
  return slice(view, ...alongIndex("takeAlongAxis", view, toNdArray(places), axis));
}

/** Writes values at each line's own places. @see https://numpy.org/doc/stable/reference/generated/numpy.put_along_axis.html */
export function putAlongAxis(x: NdArray, places: Operand, values: Operand, axis: number): void {
  put(x, alongIndex("putAlongAxis", x, toNdArray(places), axis), values);
}

/** The elements reversed along an axis, or along all: a view. @see https://numpy.org/doc/stable/reference/generated/numpy.flip.html */
export function flip(x: Operand, axis?: number | readonly number[]): NdArray {
  const view = toNdArray(x);
  const axes = (axis === undefined ? view.shape.map((_, k) => k) : [axis].flat()).map((a) =>
    checkAxis("flip", a as number, view.shape),
  );
  return slice(view, ...view.shape.map((_, k) => (axes.includes(k) ? "::-1" : ":")));
}

/** The elements moved along an axis, those that fall off come in again: of all elements in a row without one. @see https://numpy.org/doc/stable/reference/generated/numpy.roll.html */
export function roll(x: Operand, shift: number, axis?: number): NdArray {
  const view = toNdArray(x);
  if (axis === undefined) return roll(ravel(view), shift, 0).reshape(view.shape);
  const along = checkAxis("roll", axis, view.shape);
  const n = view.shape[along];
  const places = Array.from({ length: n }, (_, i) => (((i - shift) % n) + n) % n);
  return take(view, places, along);
}

/** The differences of neighbours along an axis (the last). @see https://numpy.org/doc/stable/reference/generated/numpy.diff.html */
export function diff(x: Operand, axis = -1): NdArray {
  const last = moveaxis(x, axis, -1);
  return moveaxis(slice(last, "...", "1:").sub(slice(last, "...", ":-1")), -1, axis);
}

/** The matrix with this diagonal, or the diagonal of this matrix as a copy. @see https://numpy.org/doc/stable/reference/generated/numpy.diag.html */
export function diag(x: Operand, k = 0): NdArray {
  const view = toNdArray(x);
  if (view.ndim === 2) return diagonalOf(view, k);
  if (view.ndim !== 1) throw new RangeError(`diag: expected a vector or a matrix, got shape ${shapeText(view.shape)}`);
  const n = view.shape[0] + Math.abs(k);
  const out = allocated(view.dtype, [n, n]);
  for (let i = 0; i < view.shape[0]; i++) out.set(i + Math.max(0, -k), i + Math.max(0, k), view.get(i));
  return out;
}

function diagonalOf(view: NdArray, k: number): NdArray {
  const [top, left] = [Math.max(0, -k), Math.max(0, k)];
  const n = Math.max(0, Math.min(view.shape[0] - top, view.shape[1] - left));
  const out = allocated(view.dtype, [n]);
  for (let i = 0; i < n; i++) out.data[i] = view.get(i + top, i + left);
  return out;
}

/** Writes values on the diagonal of a matrix, in place. @see https://numpy.org/doc/stable/reference/generated/numpy.fill_diagonal.html */
export function fillDiagonal(x: NdArray, value: number): void {
  for (let i = 0; i < Math.min(x.shape[0], x.shape[1]); i++) x.set(i, i, value);
}

function triangle(x: Operand, keeps: (row: number, column: number) => boolean): NdArray {
  const out = contiguous(toNdArray(x)).copy();
  const [rows, columns] = out.shape.slice(-2);
  for (let i = 0; i < out.size; i++) if (!keeps(Math.floor(i / columns) % rows, i % columns)) out.data[i] = 0;
  return out;
}

/** The elements on and below the k-th diagonal, zeros above. @see https://numpy.org/doc/stable/reference/generated/numpy.tril.html */
export function tril(x: Operand, k = 0): NdArray {
  return triangle(x, (row, column) => column - row <= k);
}

/** The elements on and above the k-th diagonal, zeros below. @see https://numpy.org/doc/stable/reference/generated/numpy.triu.html */
export function triu(x: Operand, k = 0): NdArray {
  return triangle(x, (row, column) => column - row >= k);
}

/** True where two arrays have one shape and equal elements. @see https://numpy.org/doc/stable/reference/generated/numpy.array_equal.html */
export function arrayEqual(x: Operand, y: Operand): boolean {
  const [a, b] = [toNdArray(x), toNdArray(y)];
  return sameShape(a.shape, b.shape) && a.eq(b).all();
}
