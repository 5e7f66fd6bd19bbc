import type { NdArray } from "./array.ts";
import { wrap } from "./make.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { sizeOf } from "./shape.ts";

/**
 * For each axis the places of the elements that are not 0, in C order: together they index those elements.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.nonzero.html
 */
export function nonzero(x: Operand): NdArray[] {
  const view = toNdArray(x);
  const flat = flatnonzero(view).data;
  return view.shape.map((length, axis) => {
    const inner = sizeOf(view.shape.slice(axis + 1));
    const places = new Int32Array(flat.length);
    for (let k = 0; k < flat.length; k++) places[k] = Math.floor(flat[k] / inner) % length;
    return wrap(places, "int32", [flat.length]);
  });
}

/** The places, counted in C order, of the elements that are not 0. @see https://numpy.org/doc/stable/reference/generated/numpy.flatnonzero.html */
export function flatnonzero(x: Operand): NdArray {
  const dense = contiguous(toNdArray(x));
  const { data, offset } = dense;
  const size = dense.size;
  const places = new Int32Array(size);
  let found = 0;
  for (let i = 0; i < size; i++) {
    places[found] = i;
    found += +(data[offset + i] !== 0);
  }
  return wrap(places.slice(0, found), "int32", [found]);
}

/** One row of places per element that is not 0. @see https://numpy.org/doc/stable/reference/generated/numpy.argwhere.html */
export function argwhere(x: Operand): NdArray {
  const axes = nonzero(x);
  const n = axes.length === 0 ? 0 : axes[0].size;
  const rows = new Int32Array(n * axes.length);
  axes.forEach((places, axis) => {
    for (let k = 0; k < n; k++) rows[k * axes.length + axis] = places.data[k];
  });
  return wrap(rows, "int32", [n, axes.length]);
}
