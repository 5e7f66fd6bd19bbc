import type { NdArray } from "./array.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { allocated, wrap } from "./make.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { moveaxis, ravel } from "./reshape.ts";
import { checkAxis, sizeOf } from "./shape.ts";

/** Rewrites each line along an axis into a new C-contiguous array. */
function byLine(
  name: string,
  x: Operand,
  axis: number,
  dtype: Dtype | undefined,
  body: (from: TypedArray, to: TypedArray, start: number, n: number) => void,
): NdArray {
  const view = toNdArray(x);
  const along = checkAxis(name, axis, view.shape);
  const lines = moveaxis(view, along, -1).copy();
  const out = allocated(dtype ?? view.dtype, [...lines.shape]);
  const n = lines.shape[lines.shape.length - 1];
  for (let line = 0; line < sizeOf(lines.shape.slice(0, -1)); line++) body(lines.data, out.data, line * n, n);
  return contiguous(moveaxis(out, -1, along));
}

/**
 * The elements in ascending order along an axis (the last where left out), NaN at the end; a copy.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.sort.html
 */
export function sort(x: Operand, axis = -1): NdArray {
  return byLine("sort", x, axis, undefined, (from, to, start, n) => {
    to.set(from.subarray(start, start + n).sort(), start);
  });
}

/**
 * The places that sort the elements along an axis; equal elements keep their order, NaN comes last.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.argsort.html
 */
export function argsort(x: Operand, axis = -1): NdArray {
  return byLine("argsort", x, axis, "int32", (from, to, start, n) => {
    const order = new Uint32Array(n).map((_, i) => i);
    order.sort((i, j) => compare(from[start + i], from[start + j]) || i - j);
    to.set(order, start);
  });
}

function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return +Number.isNaN(a) - +Number.isNaN(b);
}

/** Which of its occurrences, and how often, `unique` should report. */
export interface UniqueResult {
  values: NdArray;
  /** For each value the place of its first occurrence. */
  indices: NdArray;
  /** For each element the place of its value in `values`. */
  inverse: NdArray;
  /** How often each value occurs. */
  counts: NdArray;
}

/** The distinct elements in ascending order. @see https://numpy.org/doc/stable/reference/generated/numpy.unique.html */
export function unique(x: Operand): NdArray {
  return uniqueAll(x).values;
}

/** The distinct elements with their first places, their counts and the inverse. @see https://numpy.org/doc/stable/reference/generated/numpy.unique_all.html */
export function uniqueAll(x: Operand): UniqueResult {
  const flat = ravel(x);
  const order = argsort(flat).data;
  const n = order.length;
  const at = (k: number) => flat.data[flat.offset + k * flat.stride[0]];
  const firsts: number[] = [];
  const counts: number[] = [];
  const inverse = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    if (k === 0 || compare(at(order[k - 1]), at(order[k])) !== 0) {
      firsts.push(order[k]);
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[order[k]] = firsts.length - 1;
  }
  const list = (values: number[]) => wrap(Int32Array.from(values), "int32", [values.length]);
  return {
    values: toNdArray(firsts.map(at), flat.dtype),
    indices: list(firsts),
    inverse: wrap(inverse, "int32", [...toNdArray(x).shape]),
    counts: list(counts),
  };
}

/** How often each whole number from 0 on occurs; with weights, their sums. @see https://numpy.org/doc/stable/reference/generated/numpy.bincount.html */
export function bincount(
  x: Operand,
  { weights, minlength = 0 }: { weights?: Operand; minlength?: number } = {},
): NdArray {
  const places = contiguous(ravel(x));
  const given = weights === undefined ? undefined : contiguous(toNdArray(weights, "float64"));
  const list = places.data.subarray(places.offset, places.offset + places.size);
  const bad = list.find((value) => value < 0 || value % 1 !== 0);
  if (bad !== undefined) throw new RangeError(`bincount: expected whole numbers from 0 on, found ${bad}`);
  let length = minlength;
  for (const value of list) length = Math.max(length, value + 1);
  const out = allocated(given ? "float64" : "int32", [length]);
  for (let i = 0; i < list.length; i++) out.data[list[i]] += given ? given.data[given.offset + i] : 1;
  return out;
}

/** The places where values would go into a sorted vector. @see https://numpy.org/doc/stable/reference/generated/numpy.searchsorted.html */
export function searchsorted(sorted: Operand, values: Operand, side: "left" | "right" = "left"): NdArray {
  const list = contiguous(toNdArray(sorted));
  const wanted = contiguous(toNdArray(values));
  const out = allocated("int32", [...wanted.shape]);
  for (let i = 0; i < wanted.size; i++) {
    const value = wanted.data[wanted.offset + i];
    let [low, high] = [0, list.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(list.data[list.offset + middle], value);
      if (order < 0 || (side === "right" && order === 0)) low = middle + 1;
      else high = middle;
    }
    out.data[i] = low;
  }
  return out;
}
