/**
 * Element types and how they combine, after NumPy's rules (NEP 50).
 * @see https://numpy.org/doc/stable/reference/arrays.promotion.html
 */

import { SMALL, smallFloat32, smallFloat64, smallInt32, smallUint8 } from "./small-memory.ts";

/** The element types of arrays. Where NumPy has int64, Gradlab has int32: see docs/numpy-to-gradlab.md. */
export type Dtype = "float64" | "float32" | "int32" | "uint8" | "bool";

/** The memory behind an array. A bool array lies in a Uint8Array of zeros and ones. */
export type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

export const DTYPES: readonly Dtype[] = ["bool", "uint8", "int32", "float32", "float64"];

/** Zero-filled memory for n elements; small ones lie at some `byteOffset` of a shared buffer. */
export function allocate(dtype: Dtype, n: number): TypedArray {
  switch (dtype) {
    case "float64":
      return 8 * n <= SMALL ? smallFloat64(n) : new Float64Array(n);
    case "float32":
      return 4 * n <= SMALL ? smallFloat32(n) : new Float32Array(n);
    case "int32":
      return 4 * n <= SMALL ? smallInt32(n) : new Int32Array(n);
    case "uint8":
    case "bool":
      return n <= SMALL ? smallUint8(n) : new Uint8Array(n);
    default:
      throw new TypeError(`dtype: expected one of ${DTYPES.join(", ")}, got ${String(dtype)}`);
  }
}

/** The dtype of bare memory, or undefined where Gradlab has none for it. */
export function dtypeOfMemory(memory: unknown): Dtype | undefined {
  switch (Object.prototype.toString.call(memory)) {
    case "[object Float64Array]":
      return "float64";
    case "[object Float32Array]":
      return "float32";
    case "[object Int32Array]":
      return "int32";
    case "[object Uint8Array]":
    case "[object Uint8ClampedArray]":
      return "uint8";
    default:
      return undefined;
  }
}

export function isFloat(dtype: Dtype): boolean {
  return dtype === "float64" || dtype === "float32";
}

/** The dtype that holds the values of both: np.result_type of two arrays. */
export function promote(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  const [low, high] = DTYPES.indexOf(a) < DTYPES.indexOf(b) ? [a, b] : [b, a];
  return low === "int32" && high === "float32" ? "float64" : high;
}

/** The dtype of an array of `dtype` combined with a bare number, which is weak: it raises the kind, never the width. */
export function promoteScalar(dtype: Dtype, value: number | boolean): Dtype {
  if (typeof value === "boolean" || isFloat(dtype)) return dtype;
  if (!Number.isInteger(value)) return "float64";
  return dtype === "bool" ? "int32" : dtype;
}

/** The dtype of exp, sqrt, mean and division: floats stay, integers and bools become float64. */
export function floatingOf(dtype: Dtype): "float64" | "float32" {
  return dtype === "float32" ? "float32" : "float64";
}
