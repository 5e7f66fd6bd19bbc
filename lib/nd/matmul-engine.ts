import { nativeEngine, type Tensors } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype } from "./dtype.ts";
import { denseMemory, isInside, memoryOrder, resultOf, tensorOf } from "./residents.ts";
import { sizeOf } from "./shape.ts";
import type { View } from "./view.ts";

/** Nanoseconds of one multiplication and addition in TypeScript, and the work that a call must replace. */
const COST = 0.4;
const WORTH = 12_000;

/**
 * The product of a (batch..., m, k) and b (batch..., k, n) in the engine; undefined where TypeScript should do it.
 * A matrix that lies transposed in memory goes in as it lies.
 */
export function matmulInEngine(a: View, b: View, dtype: Dtype, shape: number[]): NdArray | undefined {
  const work = COST * sizeOf(shape) * a.shape[a.shape.length - 1];
  if (work < WORTH || a.size === 0 || b.size === 0) return undefined;
  return nativeEngine(work)?.compute(dtype, (tensors) => {
    const left = matrixOf(tensors, a);
    const right = matrixOf(tensors, b);
    const product =
      shape.length === 2
        ? tensors.run("MatMul", [left.id, right.id], { transpose_a: left.transposed, transpose_b: right.transposed })
        : tensors.run("BatchMatMulV2", [left.id, right.id], { adj_x: left.transposed, adj_y: right.transposed });
    return resultOf(tensors, product, shape);
  });
}

function matrixOf(tensors: Tensors, view: View): { id: number; transposed: boolean } {
  const order = view.shape.length === 2 ? memoryOrder(view) : undefined;
  if (order?.[0] !== 1) return { id: tensorOf(tensors, view), transposed: false };
  if (isInside(view)) return { id: tensorOf(tensors, (view as NdArray).T), transposed: true };
  const lying = (view as NdArray).T;
  return { id: tensors.cast(tensors.put(denseMemory(lying), lying.shape, view.dtype), view.dtype), transposed: true };
}
