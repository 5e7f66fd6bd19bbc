import { nativeEngine, type Tensors } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype } from "./dtype.ts";
import { resident } from "./make.ts";
import { denseMemory, isInside, memoryOrder, resultOf, tensorOf } from "./residents.ts";
import { sizeOf } from "./shape.ts";
import type { View } from "./view.ts";

/** Nanoseconds of one multiplication and addition in TypeScript, and the work that a call must replace. */
const COST = 0.4;
const WORTH = 25_000;

/** From here on a product of arrays that live inside waits until someone wants it: often nobody does (the gradient on data). */
const WAITS = 8e6;

/**
 * The product of a (batch..., m, k) and b (batch..., k, n) in the engine; undefined where TypeScript should do it.
 * A matrix that lies transposed in memory goes in as it lies.
 */
export function matmulInEngine(a: View, b: View, dtype: Dtype, shape: number[]): NdArray | undefined {
  const work = COST * sizeOf(shape) * a.shape[a.shape.length - 1];
  if (work < WORTH || a.size === 0 || b.size === 0) return undefined;
  const waits = work > WAITS && isInside(a) && isInside(b) && a.dtype === b.dtype;
  return nativeEngine(work)?.compute(dtype, (tensors) => {
    const left = matrixOf(tensors, a);
    const right = matrixOf(tensors, b);
    const multiply = (at: Tensors, x: number, y: number) =>
      shape.length === 2
        ? at.run("MatMul", [x, y], { transpose_a: left.transposed, transpose_b: right.transposed })
        : at.run("BatchMatMulV2", [x, y], { adj_x: left.transposed, adj_y: right.transposed });
    if (!waits) return resultOf(tensors, multiply(tensors, left.id, right.id), shape);
    const sources = [tensors.alias(left.id), tensors.alias(right.id)];
    return resident(
      tensors.holdLater(sources, shape, (later, [x, y]) => multiply(later, x, y)),
      dtype,
      shape,
    );
  });
}

function matrixOf(tensors: Tensors, view: View): { id: number; transposed: boolean } {
  const order = view.shape.length === 2 ? memoryOrder(view) : undefined;
  if (order?.[0] !== 1) return { id: tensorOf(tensors, view), transposed: false };
  const lying = (view as NdArray).T;
  if (isInside(view)) return { id: tensorOf(tensors, lying), transposed: true };
  return { id: tensors.cast(tensors.put(denseMemory(lying), lying.shape, view.dtype), view.dtype), transposed: true };
}
