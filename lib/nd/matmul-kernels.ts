import { type Floats, nativeKernels } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype } from "./dtype.ts";
import { toNdArray } from "./operand.ts";
import { fresh, writtenLater } from "./put-off.ts";
import { putOffProduct } from "./put-off-products.ts";
import { isInside } from "./residents.ts";
import { sizeOf } from "./shape.ts";
import { heldBy, LARGE, memoryOf } from "./value-home.ts";

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
  const multiplyLater = (x: Floats, y: Floats, out: Floats) => kernels.product(x, y, out, sizes);
  const later = putOffProduct(left, right, dtype) ?? productLater(left, right, dtype, multiplyLater);
  if (later) return later;
  const out = fresh(dtype, [m, n]);
  kernels.product(extentOf(left), extentOf(right), memoryOf(out) as Floats, sizes);
  return out;
}

/** From so many multiplications on a product waits until someone wants it: often nobody does (the gradient on data). */
const WAITS = 8e6;

/** An operand is copied, so that it may be written to meanwhile, where the product has so many multiplications for each element. */
const COPIES = 64;

/**
 * The product as a large array to be made when someone wants it; undefined where the larger operand is memory that anyone
 * may write to, or the work is not worth it.
 */
function productLater(
  left: NdArray,
  right: NdArray,
  dtype: Dtype,
  multiply: (x: Floats, y: Floats, out: Floats) => void,
): NdArray | undefined {
  const shape = [left.shape[0], right.shape[1]];
  const multiplications = left.size * right.shape[1];
  if (sizeOf(shape) < LARGE || multiplications < WAITS) return undefined;
  const [larger, smaller] = left.size > right.size ? [left, right] : [right, left];
  if (!heldBy(larger) || (!heldBy(smaller) && smaller.size * COPIES > multiplications)) return undefined;
  const sources = [left, right].map((view) => heldBy(view) ?? (extentOf(view).slice() as Floats));
  return writtenLater(dtype, shape, sources, (out, [x, y]) => multiply(x, y, out));
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
