import type { NdArray } from "./array.ts";
import { allocate, type Dtype, dtypeOfMemory, type TypedArray } from "./dtype.ts";
import { outputStrides, runKernel } from "./kernels.ts";
import { wrap } from "./make.ts";
import { fresh } from "./put-off.ts";
import { sameShape, shapeText, sizeOf, stridesOf } from "./shape.ts";
import { memoryOf } from "./value-home.ts";
import { View } from "./view.ts";

/** Nested lists of numbers or booleans, as `[[1, 2], [3, 4]]`; arrays may stand inside. */
export type Nested = number | boolean | View | readonly Nested[];

/** What every function takes where it wants an array: an array, a number, nested lists, bare typed memory. */
export type Operand = Nested | TypedArray | ForeignView;

/** The shape of a view from the npm package `ndarray` (or any object laid out like one). */
export interface ForeignView {
  data: { readonly length?: number };
  dtype?: string;
  shape: number[];
  stride: number[];
  offset: number;
}

/**
 * The operand as an array, without a copy where it is one already.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.asarray.html
 */
export function toNdArray(value: Operand, dtype?: Dtype): NdArray {
  if (value instanceof View && (dtype === undefined || value.dtype === dtype)) return value as NdArray;
  if (value instanceof View) return castOf(value, dtype as Dtype);
  if (ArrayBuffer.isView(value)) return fromMemory(value as TypedArray, dtype);
  if (isForeignView(value)) return fromForeign(value, dtype);
  return fromNested(value as Nested, dtype);
}

/** A copy in another dtype that lies in memory as the view does, as NumPy's astype. */
function castOf(view: View, dtype: Dtype): NdArray {
  const strides = outputStrides(view.shape, [view.stride]);
  const made = fresh(dtype, [...view.shape], strides);
  const input = { data: memoryOf(view), dtype: view.dtype, strides: view.stride, offset: view.offset };
  const out = { data: memoryOf(made), dtype, strides, offset: 0 };
  runKernel(dtype === "bool" ? "+(x!==0)" : "x", view.shape, out, [input]);
  return made;
}

function fromMemory(memory: TypedArray, dtype?: Dtype): NdArray {
  const own = dtypeOfMemory(memory);
  if (own !== undefined && (dtype === undefined || dtype === own)) return wrap(memory, own, [memory.length]);
  const target = dtype ?? "float64";
  const out = allocate(target, memory.length);
  for (let i = 0; i < memory.length; i++) out[i] = target === "bool" ? +(memory[i] !== 0) : Number(memory[i]);
  return wrap(out, target, [memory.length]);
}

function isForeignView(value: unknown): value is ForeignView {
  return typeof value === "object" && value !== null && "data" in value && "stride" in value && "shape" in value;
}

function fromForeign(view: ForeignView, dtype?: Dtype): NdArray {
  const own = view.dtype === "bool" ? "bool" : dtypeOfMemory(view.data);
  if (own === undefined) throw new TypeError("asarray: an ndarray view needs typed memory (Float64Array, ...)");
  const array = wrap(view.data as TypedArray, own, [...view.shape], [...view.stride], view.offset);
  return toNdArray(array, dtype);
}

function fromNested(value: Nested, dtype?: Dtype): NdArray {
  const shape = nestedShape(value);
  const kind = dtype ?? nestedDtype(value);
  const data = allocate(kind, sizeOf(shape));
  fillNested(data, kind, value, 0);
  return wrap(data, kind, shape);
}

/** The common shape of nested lists; throws where one list is longer than its neighbour. */
function nestedShape(value: Nested): number[] {
  if (value instanceof View) return [...value.shape];
  if (typeof value === "number" || typeof value === "boolean") return [];
  if (!Array.isArray(value))
    throw new TypeError(`array: expected numbers or nested lists of them, got ${describe(value)}`);
  if (value.length === 0) return [0];
  const first = nestedShape(value[0]);
  for (let i = 1; i < value.length; i++) {
    const shape = nestedShape(value[i]);
    if (sameShape(shape, first)) continue;
    throw new RangeError(
      `array: all entries of a list must have one shape: entry 0 has ${shapeText(first)}, entry ${i} has ${shapeText(shape)}`,
    );
  }
  return [value.length, ...first];
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? (value.constructor?.name ?? "an object") : typeof value;
}

/** Booleans make a bool array, numbers float64; arrays inside bring their own dtype. */
function nestedDtype(value: Nested): Dtype {
  if (value instanceof View) return value.dtype;
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  const kinds = new Set((value as readonly Nested[]).map(nestedDtype));
  return kinds.size === 1 ? [...kinds][0] : "float64";
}

function fillNested(data: TypedArray, dtype: Dtype, value: Nested, place: number): number {
  if (value instanceof View) return copyInto(data, dtype, value, place);
  if (typeof value === "number" || typeof value === "boolean") {
    data[place] = dtype === "bool" ? +(Number(value) !== 0) : Number(value);
    return place + 1;
  }
  for (const entry of value as readonly Nested[]) place = fillNested(data, dtype, entry, place);
  return place;
}

/** Writes a view's elements in C order from `place` on; returns the place behind them. */
export function copyInto(data: TypedArray, dtype: Dtype, view: View, place: number): number {
  const { shape, stride } = view;
  const from = memoryOf(view);
  const toBool = dtype === "bool" && view.dtype !== "bool";
  const last = shape.length - 1;
  const walk = (axis: number, at: number): void => {
    if (axis >= last) {
      const n = last < 0 ? 1 : shape[last];
      const step = last < 0 ? 0 : stride[last];
      for (let i = 0; i < n; i++, at += step) data[place++] = toBool ? +(from[at] !== 0) : from[at];
      return;
    }
    for (let i = 0; i < shape[axis]; i++) walk(axis + 1, at + i * stride[axis]);
  };
  walk(0, view.offset);
  return place;
}

/** A C-contiguous array with the same elements: the array itself where it is one. */
export function contiguous(view: View): NdArray {
  const strides = stridesOf(view.shape);
  const already = view.shape.every((length, axis) => length === 1 || view.stride[axis] === strides[axis]);
  if (already || view.size === 0) return view as NdArray;
  const out = wrap(allocate(view.dtype, view.size), view.dtype, [...view.shape]);
  copyInto(out.data, out.dtype, view, 0);
  return out;
}
