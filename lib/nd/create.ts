import type { NdArray } from "./array.ts";
import { assign } from "./assign.ts";
import { allocate, type Dtype } from "./dtype.ts";
import { allocated, wrap } from "./make.ts";
import { copyInto, type Operand, toNdArray } from "./operand.ts";
import { shapeOf } from "./shape.ts";

type Shape = number | readonly number[];

/** An array of zeros. `nd.zeros([2, 3])`. @see https://numpy.org/doc/stable/reference/generated/numpy.zeros.html */
export function zeros(shape: Shape, dtype: Dtype = "float64"): NdArray {
  return allocated(dtype, shapeOf("zeros", shape));
}

/** An array of ones. @see https://numpy.org/doc/stable/reference/generated/numpy.ones.html */
export function ones(shape: Shape, dtype: Dtype = "float64"): NdArray {
  return full(shape, 1, dtype);
}

/** An array of one value. @see https://numpy.org/doc/stable/reference/generated/numpy.full.html */
export function full(shape: Shape, value: number | boolean, dtype?: Dtype): NdArray {
  const out = allocated(dtype ?? (typeof value === "boolean" ? "bool" : "float64"), shapeOf("full", shape));
  out.data.fill(out.dtype === "bool" ? +(Number(value) !== 0) : Number(value));
  return out;
}

/** An array to be filled: zeros, as JavaScript clears its memory. @see https://numpy.org/doc/stable/reference/generated/numpy.empty.html */
export function empty(shape: Shape, dtype: Dtype = "float64"): NdArray {
  return zeros(shape, dtype);
}

/** Zeros of the shape and dtype of x. @see https://numpy.org/doc/stable/reference/generated/numpy.zeros_like.html */
export function zerosLike(x: Operand, dtype?: Dtype): NdArray {
  const like = toNdArray(x);
  return zeros(like.shape, dtype ?? like.dtype);
}

/** Ones of the shape and dtype of x. @see https://numpy.org/doc/stable/reference/generated/numpy.ones_like.html */
export function onesLike(x: Operand, dtype?: Dtype): NdArray {
  const like = toNdArray(x);
  return ones(like.shape, dtype ?? like.dtype);
}

/** One value in the shape and dtype of x. @see https://numpy.org/doc/stable/reference/generated/numpy.full_like.html */
export function fullLike(x: Operand, value: number | boolean, dtype?: Dtype): NdArray {
  const like = toNdArray(x);
  return full(like.shape, value, dtype ?? like.dtype);
}

/**
 * An array with a copy of the values: nested lists, typed memory, an array, an `ndarray` view.
 * Numbers make float64 and booleans bool, unless `dtype` says otherwise.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.array.html
 */
export function array(values: Operand, dtype?: Dtype): NdArray {
  const source = toNdArray(values, dtype);
  if (Array.isArray(values) || typeof values === "number" || typeof values === "boolean") return source;
  const out = wrap(allocate(source.dtype, source.size), source.dtype, [...source.shape]);
  copyInto(out.data, out.dtype, source, 0);
  return out;
}

/** The values as an array, without a copy where they are one. @see https://numpy.org/doc/stable/reference/generated/numpy.asarray.html */
export function asarray(values: Operand, dtype?: Dtype): NdArray {
  return toNdArray(values, dtype);
}

/**
 * Numbers from start (0 where only one is given) up to but not including stop. Whole numbers make int32, others float64.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.arange.html
 */
export function arange(stop: number, dtype?: Dtype): NdArray;
export function arange(start: number, stop: number, step?: number, dtype?: Dtype): NdArray;
export function arange(first: number, second?: number | Dtype, step = 1, dtype?: Dtype): NdArray {
  const [start, stop] = typeof second === "number" ? [first, second] : [0, first];
  if (step === 0) throw new RangeError("arange: expected a step other than 0");
  const whole = Number.isInteger(start) && Number.isInteger(stop) && Number.isInteger(step);
  const kind = dtype ?? (typeof second === "string" ? second : whole ? "int32" : "float64");
  const n = Math.max(0, Math.ceil((stop - start) / step));
  const data = allocate(kind, n);
  const delta = start + step - start;
  for (let i = 0; i < n; i++) data[i] = start + i * delta;
  return wrap(data, kind, [n]);
}

/**
 * n numbers from start to stop, evenly spaced; stop is the last of them unless `endpoint` is false.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.linspace.html
 */
export function linspace(start: number, stop: number, n = 50, { endpoint = true } = {}): NdArray {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`linspace: expected a number of samples, got ${n}`);
  const parts = endpoint ? n - 1 : n;
  const step = (stop - start) / parts;
  const data = new Float64Array(n);
  for (let i = 0; i < n; i++) data[i] = i * step + start;
  if (endpoint && n > 1) data[n - 1] = stop;
  if (parts <= 0 && n === 1) data[0] = start;
  return wrap(data, "float64", [n]);
}

/**
 * n numbers from base^start to base^stop, evenly spaced in their logarithms.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.logspace.html
 */
export function logspace(start: number, stop: number, n = 50, { endpoint = true, base = 10 } = {}): NdArray {
  const out = linspace(start, stop, n, { endpoint });
  for (let i = 0; i < n; i++) out.data[i] = base ** out.data[i];
  return out;
}

/** Ones on the k-th diagonal of zeros. @see https://numpy.org/doc/stable/reference/generated/numpy.eye.html */
export function eye(rows: number, columns = rows, k = 0, dtype: Dtype = "float64"): NdArray {
  const out = zeros([rows, columns], dtype);
  for (let i = Math.max(0, -k); i < rows && i + k < columns; i++) out.data[i * columns + i + k] = 1;
  return out;
}

/** The square array with ones on its diagonal. @see https://numpy.org/doc/stable/reference/generated/numpy.identity.html */
export function identity(n: number, dtype: Dtype = "float64"): NdArray {
  return eye(n, n, 0, dtype);
}

/**
 * For each argument the array of its values over the grid that they span; `indexing: "ij"` keeps the order of the axes.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.meshgrid.html
 */
export function meshgrid(
  x: Operand,
  y: Operand,
  { indexing = "xy" }: { indexing?: "xy" | "ij" } = {},
): [NdArray, NdArray] {
  const [a, b] = [toNdArray(x), toNdArray(y)];
  const shape = indexing === "ij" ? [a.size, b.size] : [b.size, a.size];
  const [outA, outB] = [allocated(a.dtype, shape), allocated(b.dtype, shape)];
  assign(outA, indexing === "ij" ? a.reshape(-1, 1) : a.reshape(1, -1));
  assign(outB, indexing === "ij" ? b.reshape(1, -1) : b.reshape(-1, 1));
  return [outA, outB];
}
