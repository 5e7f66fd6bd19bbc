import type { NdArray } from "./array.ts";
import { viewOf } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { shapeText } from "./shape.ts";
import { View } from "./view.ts";

/**
 * One entry of an index: a whole number (drops the axis), text like `"1:5"`, `"::-1"`, `":"` or `"..."`, null for a new axis,
 * or an array or list of whole numbers or booleans (picks elements, as NumPy's advanced indexing).
 */
export type Index = number | string | null | View | readonly number[] | readonly boolean[];

/** One axis of the result of a basic index. */
export interface Part {
  length: number;
  stride: number;
}

/** What an index says: the view's parts, and which of them are picked by arrays. */
export interface ParsedIndex {
  /** Axes of the view in order; `picked` names the position in `arrays` for those that an array indexes, `axis` the array's axis. */
  parts: (Part & { picked?: number; axis?: number })[];
  offset: number;
  arrays: NdArray[];
}

/** A view of part of an array; the elements are shared. Index arrays are not taken here. */
export function basicSlice(view: View, entries: readonly Index[]): NdArray {
  const { parts, offset } = parseIndex(view, entries);
  const [shape, stride]: number[][] = [[], []];
  for (const part of parts) {
    shape.push(part.length);
    stride.push(part.stride);
  }
  return viewOf(view, shape, stride, offset);
}

/** True where an index picks by arrays, so that the result is a copy. */
export function isAdvanced(entries: readonly Index[]): boolean {
  return entries.some((entry) => typeof entry === "object" && entry !== null);
}

/** Reads an index against the shape of an array. */
export function parseIndex(view: View, entries: readonly Index[]): ParsedIndex {
  const expanded = expandEllipsis(view, entries);
  const parsed: ParsedIndex = { parts: [], offset: view.offset, arrays: [] };
  let axis = 0;
  for (const entry of expanded) axis += readEntry(view, entry, axis, parsed);
  return parsed;
}

/** How many axes of the array an entry speaks of. */
function axesOf(entry: Index): number {
  if (entry === null || entry === "...") return 0;
  if (entry instanceof View && entry.dtype === "bool") return entry.shape.length;
  return 1;
}

function expandEllipsis(view: View, entries: readonly Index[]): Index[] {
  const used = entries.reduce<number>((total, entry) => total + axesOf(entry), 0);
  const ndim = view.shape.length;
  if (used > ndim)
    throw new RangeError(`slice: ${used} indices for an array of shape ${shapeText(view.shape)} with ${ndim} axes`);
  const open = entries.indexOf("...");
  if (open !== entries.lastIndexOf("...")) throw new RangeError('slice: "..." may stand only once in an index');
  const rest = new Array<Index>(ndim - used).fill(":");
  return open < 0 ? [...entries, ...rest] : [...entries.slice(0, open), ...rest, ...entries.slice(open + 1)];
}

/** Adds one entry to the parsed index; returns how many axes it used. */
function readEntry(view: View, entry: Index, axis: number, parsed: ParsedIndex): number {
  if (entry === null) {
    parsed.parts.push({ length: 1, stride: 0 });
    return 0;
  }
  if (typeof entry === "number") {
    parsed.offset += checkPlace(entry, axis, view.shape) * view.stride[axis];
    return 1;
  }
  if (typeof entry === "string") {
    const { start, step, length } = readRange(entry, view.shape[axis]);
    parsed.offset += length > 0 ? start * view.stride[axis] : 0;
    parsed.parts.push({ length, stride: step * view.stride[axis] });
    return 1;
  }
  return readArray(view, toNdArray(entry as Operand), axis, parsed);
}

function readArray(view: View, array: NdArray, axis: number, parsed: ParsedIndex): number {
  const lists = array.dtype === "bool" ? truePlaces(view, array, axis) : [array];
  for (const [k, list] of lists.entries()) {
    parsed.parts.push({
      length: view.shape[axis + k],
      stride: view.stride[axis + k],
      picked: parsed.arrays.length,
      axis: axis + k,
    });
    parsed.arrays.push(list);
  }
  return lists.length;
}

/** A bool array stands for the places of its true elements, one list for each of its axes. */
function truePlaces(view: View, mask: NdArray, axis: number): NdArray[] {
  const own = view.shape.slice(axis, axis + mask.shape.length);
  const clash = mask.shape.findIndex((length, k) => length !== own[k]);
  if (clash >= 0 || mask.shape.length === 0) {
    throw new RangeError(
      `slice: a bool index of shape ${shapeText(mask.shape)} does not fit the array of shape ${shapeText(view.shape)}: ` +
        `axis ${axis + clash} has length ${own[clash]}, the index ${mask.shape[clash]}`,
    );
  }
  return mask.nonzero();
}

/** A place along an axis; negative ones count from the end. */
export function checkPlace(place: number, axis: number, shape: readonly number[]): number {
  const length = shape[axis];
  if (Number.isInteger(place) && place >= -length && place < length) return place < 0 ? place + length : place;
  const kind = Number.isInteger(place) ? "is out of bounds" : "is not a whole number";
  throw new RangeError(
    `slice: index ${place} ${kind} for axis ${axis} of length ${length} in shape ${shapeText(shape)}`,
  );
}

/** Python's rules for start:stop:step on a length. */
export function readRange(text: string, length: number): { start: number; step: number; length: number } {
  if (text === ":") return { start: 0, step: 1, length };
  const first = text.indexOf(":");
  const second = text.indexOf(":", first + 1);
  if (first < 0 || (second >= 0 && text.includes(":", second + 1))) throw notARange(text);
  const step = second < 0 ? 1 : fieldOf(text, second + 1, text.length, 1);
  if (step === 0) throw new RangeError(`slice: the step must not be 0, got "${text}"`);
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const [open, close] = step > 0 ? [low, high] : [high, low];
  const bound = (n: number) => Math.min(Math.max(n < 0 ? n + length : n, low), high);
  const from = fieldOf(text, 0, first, undefined);
  const to = fieldOf(text, first + 1, second < 0 ? text.length : second, undefined);
  const start = from === undefined ? open : bound(from);
  const stop = to === undefined ? close : bound(to);
  return { start, step, length: Math.max(0, Math.ceil((stop - start) / step)) };
}

/** A whole number between two places of the text, or what an empty field stands for. */
function fieldOf<T>(text: string, from: number, to: number, empty: T): number | T {
  const field = text.slice(from, to);
  if (field === "" || field.trim() === "") return empty;
  const value = Number(field);
  if (!Number.isInteger(value)) throw notARange(text);
  return value;
}

function notARange(text: string): SyntaxError {
  return new SyntaxError(`slice: expected "start:stop", "start:stop:step", ":" or "...", got "${text}"`);
}
