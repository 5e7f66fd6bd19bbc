import type { NdArray } from "./array.ts";
import { assign } from "./assign.ts";
import { broadcastShapes, broadcastTo } from "./broadcast.ts";
import type { TypedArray } from "./dtype.ts";
import { allocated } from "./make.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { transpose } from "./reshape.ts";
import { isContiguous, shapeText, sizeOf } from "./shape.ts";
import { basicSlice, checkPlace, type Index, isAdvanced, type Part, parseIndex } from "./slice.ts";
import { memoryOf } from "./value-home.ts";
import type { View } from "./view.ts";

/** A picking index worked out. */
interface Pick {
  /** The common shape of the index arrays. */
  shape: number[];
  /** Where in memory the sub-view of each picked element begins, in C order. */
  offsets: Float64Array;
  /** The lengths of the axes that no array picks from. */
  rest: number[];
  /** The number of elements of a sub-view. */
  block: number;
  /** Where they lie from its beginning, in C order; undefined where one lies after the other. */
  within: Float64Array | undefined;
  /** The place of the picked axes in the result. */
  front: number;
}

/**
 * Part of an array: a view for numbers and ranges, a copy where an array or list picks, as in NumPy.
 * @see https://numpy.org/doc/stable/user/basics.indexing.html
 */
export function slice(x: Operand, ...entries: Index[]): NdArray {
  const view = toNdArray(x);
  if (!isAdvanced(entries)) return basicSlice(view, entries);
  const pick = pickOf(view, entries);
  const out = allocated(view.dtype, [...pick.shape, ...pick.rest]);
  gather(out.data, memoryOf(view), pick);
  return toPlace(out, pick);
}

function gather(out: TypedArray, data: TypedArray, { offsets, block, within }: Pick): void {
  for (let k = 0, at = 0; k < offsets.length; k++) {
    const start = offsets[k];
    if (within) for (let j = 0; j < block; j++) out[at++] = data[start + within[j]];
    else if (block === 1) out[at++] = data[start];
    else {
      out.set(data.subarray(start, start + block), at);
      at += block;
    }
  }
}

/** The result with its picked axes first, as made, to NumPy's order: picked axes stand where their indices stood together. */
function toPlace(made: NdArray, pick: Pick): NdArray {
  if (pick.front === 0) return made;
  const picked = pick.shape.length;
  const order = Array.from({ length: made.shape.length }, (_, k) => {
    if (k < pick.front) return picked + k;
    return k < pick.front + picked ? k - pick.front : k;
  });
  return transpose(made, order);
}

function pickOf(view: View, entries: readonly Index[]): Pick {
  const asLists = entries.map((entry) => (typeof entry === "number" ? toNdArray(entry, "int32") : entry));
  const { parts, offset, arrays } = parseIndex(view, asLists);
  const shape = broadcastShapes("slice", ...arrays.map((array) => array.shape));
  const offsets = new Float64Array(sizeOf(shape)).fill(offset);
  for (const part of parts) {
    if (part.picked !== undefined) addOffsets(view, offsets, broadcastTo(arrays[part.picked], shape), part);
  }
  const open = parts.filter((part) => part.picked === undefined);
  const rest = open.map((part) => part.length);
  const strides = open.map((part) => part.stride);
  return {
    shape,
    offsets,
    rest,
    block: sizeOf(rest),
    within: isContiguous(rest, strides) ? undefined : placesOf(open),
    front: frontOf(parts, asLists),
  };
}

function addOffsets(view: View, offsets: Float64Array, places: NdArray, part: Part & { axis?: number }): void {
  const { data, offset } = contiguous(places);
  const axis = part.axis ?? 0;
  for (let k = 0; k < offsets.length; k++) {
    const place = data[offset + k];
    const inside = place >= 0 && place < part.length && place % 1 === 0 ? place : checkPlace(place, axis, view.shape);
    offsets[k] += inside * part.stride;
  }
}

/** Where the elements of a block lie, from its beginning, in C order. */
function placesOf(parts: readonly Part[]): Float64Array {
  let places = new Float64Array(1);
  for (const { length, stride } of parts) {
    const next = new Float64Array(places.length * length);
    for (let i = 0; i < next.length; i++) next[i] = places[Math.floor(i / length)] + (i % length) * stride;
    places = next;
  }
  return places;
}

/** Where the picked axes go: in front where another entry stands between the index arrays, else in their place. */
function frontOf(parts: readonly { picked?: number }[], entries: readonly Index[]): number {
  const kinds = entries.map((entry) => typeof entry === "object" && entry !== null);
  const together = !kinds.slice(kinds.indexOf(true), kinds.lastIndexOf(true) + 1).includes(false);
  return together ? parts.findIndex((part) => part.picked !== undefined) : 0;
}

/**
 * Writes values at an index, as `x[index] = values` in NumPy; the last of several writes to one element stays.
 * @see https://numpy.org/doc/stable/user/basics.indexing.html#assigning-values-to-indexed-arrays
 */
export function put(x: View, index: Index | readonly Index[], values: Operand): void {
  const entries = asEntries(index);
  if (!isAdvanced(entries)) {
    assign(basicSlice(x, entries), values);
    return;
  }
  const pick = pickOf(x, entries);
  scatter(x.data, pick, valuesFor("put", x, pick, values), false);
}

/**
 * Adds values at an index; an element that is named twice gets both: np.add.at.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.ufunc.at.html
 */
export function addAt(x: View, index: Index | readonly Index[], values: Operand): void {
  const entries = asEntries(index);
  if (!isAdvanced(entries)) {
    basicSlice(x, entries).iadd(values);
    return;
  }
  const pick = pickOf(x, entries);
  scatter(x.data, pick, valuesFor("addAt", x, pick, values), true);
}

/** One index array or a list of entries: a list of numbers alone is one array of places. */
function asEntries(index: Index | readonly Index[]): readonly Index[] {
  if (!Array.isArray(index)) return [index as Index];
  const places = index.length > 0 && index.every((entry) => typeof entry === "boolean");
  return places ? [index as Index] : (index as Index[]);
}

/** Writes or adds dense values; a single value goes everywhere. */
function scatter(data: TypedArray, { offsets, block, within }: Pick, values: NdArray, adds: boolean): void {
  const source = memoryOf(values);
  const step = values.shape.length === 0 ? 0 : 1;
  for (let k = 0, from = values.offset; k < offsets.length; k++) {
    const start = offsets[k];
    for (let j = 0; j < block; j++, from += step) {
      const place = start + (within ? within[j] : j);
      data[place] = adds ? data[place] + source[from] : source[from];
    }
  }
}

/** The values in the order of `scatter`: picked axes first, dense; a bare number stays one value. */
function valuesFor(name: string, x: View, pick: Pick, values: Operand): NdArray {
  const source = toNdArray(values, x.dtype);
  if (source.shape.length === 0) return source;
  const shape = [...pick.rest.slice(0, pick.front), ...pick.shape, ...pick.rest.slice(pick.front)];
  const common = broadcastShapes(name, source.shape, shape);
  if (common.length > shape.length || sizeOf(common) !== sizeOf(shape)) {
    throw new RangeError(
      `${name}: values of shape ${shapeText(source.shape)} do not fit the index's shape ${shapeText(shape)}`,
    );
  }
  const order = shape.map((_, k) => k);
  const turned = [...order.splice(pick.front, pick.shape.length), ...order];
  const dense = contiguous(transpose(broadcastTo(source, shape), turned));
  return memoryOf(dense) === x.data ? dense.copy() : dense;
}
