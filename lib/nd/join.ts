import type { NdArray } from "./array.ts";
import { assign } from "./assign.ts";
import { promote } from "./dtype.ts";
import { allocated, wrap } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { slice } from "./pick.ts";
import { fresh } from "./put-off.ts";
import { expandDims, ravel, reshape } from "./reshape.ts";
import { checkAxis, sameShape, shapeText } from "./shape.ts";
import { memoryOf } from "./value-home.ts";

/** The index that takes a range along one axis and all of the others. */
function along(axis: number, start: number, stop: number): string[] {
  return [...new Array<string>(axis).fill(":"), `${start}:${stop}`];
}

/**
 * Arrays one after the other along an axis that they have; the other lengths must be equal.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.concatenate.html
 */
export function concatenate(arrays: readonly Operand[], axis = 0): NdArray {
  const views = arrays.map((array) => toNdArray(array));
  if (views.length === 0) throw new RangeError("concatenate: expected at least one array");
  const first = views[0].shape;
  const place = checkAxis("concatenate", axis, first);
  let [dtype, total] = [views[0].dtype, 0];
  for (let k = 0; k < views.length; k++) {
    const { shape } = views[k];
    if (shape.length !== first.length || !sameShape(shape.with(place, first[place]), first)) {
      throw new RangeError(
        `concatenate: along axis ${place} all other lengths must be equal: array 0 has shape ${shapeText(first)}, array ${k} ${shapeText(shape)}`,
      );
    }
    dtype = promote(dtype, views[k].dtype);
    total += shape[place];
  }
  const shape = first.with(place, total);
  const made = fresh(dtype, shape);
  const out = wrap(memoryOf(made), dtype, shape);
  let start = 0;
  for (const view of views) {
    assign(slice(out, ...along(place, start, start + view.shape[place])), view);
    start += view.shape[place];
  }
  return made;
}

/** Arrays of one shape along a new axis. @see https://numpy.org/doc/stable/reference/generated/numpy.stack.html */
export function stack(arrays: readonly Operand[], axis = 0): NdArray {
  const views = arrays.map((array) => toNdArray(array));
  const odd = views.findIndex((view) => !sameShape(view.shape, views[0].shape));
  if (odd > 0) {
    throw new RangeError(
      `stack: all arrays must have one shape: array 0 has ${shapeText(views[0].shape)}, array ${odd} ${shapeText(views[odd].shape)}`,
    );
  }
  return concatenate(
    views.map((view) => expandDims(view, axis)),
    axis,
  );
}

/** Arrays below each other: vectors become rows. @see https://numpy.org/doc/stable/reference/generated/numpy.vstack.html */
export function vstack(arrays: readonly Operand[]): NdArray {
  return concatenate(arrays.map((array) => (toNdArray(array).shape.length < 2 ? reshape(array, [1, -1]) : array)));
}

/** Vectors as the columns of a matrix. @see https://numpy.org/doc/stable/reference/generated/numpy.column_stack.html */
export function columnStack(arrays: readonly Operand[]): NdArray {
  return concatenate(
    arrays.map((array) => (toNdArray(array).shape.length < 2 ? reshape(array, [-1, 1]) : toNdArray(array))),
    1,
  );
}

/** Arrays side by side: along axis 1, vectors along axis 0. @see https://numpy.org/doc/stable/reference/generated/numpy.hstack.html */
export function hstack(arrays: readonly Operand[]): NdArray {
  const views = arrays.map((array) => (toNdArray(array).shape.length === 0 ? reshape(array, [1]) : toNdArray(array)));
  return concatenate(views, views[0].shape.length === 1 ? 0 : 1);
}

/**
 * Views of an array cut along an axis: into a number of equal parts, or before the given places.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.split.html
 */
export function split(x: Operand, parts: number | readonly number[], axis = 0): NdArray[] {
  const view = toNdArray(x);
  const place = checkAxis("split", axis, view.shape);
  const length = view.shape[place];
  if (typeof parts === "number" && length % parts !== 0) {
    throw new RangeError(
      `split: axis ${place} of shape ${shapeText(view.shape)} cannot be cut into ${parts} equal parts`,
    );
  }
  return arraySplit(view, parts, place);
}

/** As split, but the parts of a number of them may differ by one. @see https://numpy.org/doc/stable/reference/generated/numpy.array_split.html */
export function arraySplit(x: Operand, parts: number | readonly number[], axis = 0): NdArray[] {
  const view = toNdArray(x);
  const place = checkAxis("arraySplit", axis, view.shape);
  const length = view.shape[place];
  const cuts = typeof parts === "number" ? evenCuts(length, parts) : [...parts];
  return [...cuts, length].map((stop, k) => slice(view, ...along(place, k === 0 ? 0 : cuts[k - 1], stop)));
}

function evenCuts(length: number, parts: number): number[] {
  const [each, more] = [Math.floor(length / parts), length % parts];
  return Array.from({ length: parts - 1 }, (_, k) => (k + 1) * each + Math.min(k + 1, more));
}

/** The array repeated as a whole along its axes. @see https://numpy.org/doc/stable/reference/generated/numpy.tile.html */
export function tile(x: Operand, times: number | readonly number[]): NdArray {
  const counts = typeof times === "number" ? [times] : [...times];
  let view = toNdArray(x);
  const ndim = Math.max(counts.length, view.shape.length);
  while (counts.length < ndim) counts.unshift(1);
  view = reshape(view, [...new Array<number>(ndim - view.shape.length).fill(1), ...view.shape]);
  const out = allocated(
    view.dtype,
    view.shape.flatMap((length, axis) => [counts[axis], length]),
  );
  assign(
    out,
    reshape(
      view,
      view.shape.flatMap((length) => [1, length]),
    ),
  );
  return reshape(
    out,
    view.shape.map((length, axis) => length * counts[axis]),
  );
}

/**
 * Each element several times, one after the other: of the flattened array, or along an axis.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.repeat.html
 */
export function repeat(x: Operand, times: number | readonly number[], axis?: number): NdArray {
  const view = axis === undefined ? ravel(x) : toNdArray(x);
  const place = checkAxis("repeat", axis ?? 0, view.shape);
  const length = view.shape[place];
  const counts = typeof times === "number" ? new Array<number>(length).fill(times) : times;
  if (counts.length !== length) {
    throw new RangeError(
      `repeat: expected ${length} counts for axis ${place} of shape ${shapeText(view.shape)}, got ${counts.length}`,
    );
  }
  const places = counts.flatMap((count, k) => new Array<number>(count).fill(k));
  return slice(view, ...new Array<string>(place).fill(":"), toNdArray(places, "int32"));
}
