import { type Floats, nativeKernels } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype } from "./dtype.ts";
import { toNdArray } from "./operand.ts";
import { written } from "./put-off.ts";
import { isInside } from "./residents.ts";
import { memoryOf } from "./value-home.ts";

/** Elements of a matrix inside the engine that are brought home for a product with one that is here. */
const BRINGS = 300_000;

/**
 * The product of two matrices by our own kernels, as they lie, also where they are parts of larger arrays; undefined
 * where there are no kernels, or the operands live in the engine, which then multiplies them there.
 */
export function matmulByKernels(a: NdArray, b: NdArray, dtype: Dtype): NdArray | undefined {
  if (a.shape.length !== 2 || b.shape.length !== 2 || a.size === 0 || b.size === 0) return undefined;
  const inside = [a, b].filter(isInside);
  if (inside.length === 2 || (inside.length === 1 && inside[0].size > BRINGS)) return undefined;
  const [left, right] = [toNdArray(a, dtype), toNdArray(b, dtype)];
  if (!goesForward(left) || !goesForward(right)) return undefined;
  const kernels = nativeKernels();
  if (!kernels) return undefined;
  const [m, k, n] = [a.shape[0], a.shape[1], b.shape[1]];
  const sizes = Int32Array.of(m, k, n, ...left.stride, ...right.stride);
  const multiply = (out: Floats) => kernels.product(extentOf(left), extentOf(right), out, sizes);
  return written(dtype, [m, n], multiply);
}

function goesForward({ stride }: NdArray): boolean {
  return stride[0] >= 0 && stride[1] >= 0;
}

/** From the first element of a view to its last. */
function extentOf(view: NdArray): Floats {
  const { offset, shape, stride } = view;
  const end = offset + (shape[0] - 1) * stride[0] + (shape[1] - 1) * stride[1] + 1;
  return memoryOf(view).subarray(offset, end) as Floats;
}
