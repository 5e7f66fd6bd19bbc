import type { NdArray } from "./array.ts";
import { broadcastArrays } from "./broadcast.ts";
import { resultType, walkOf } from "./elementwise.ts";
import { outputWalk, runKernel } from "./kernels.ts";
import { wrap } from "./make.ts";
import { nonzero } from "./nonzero.ts";
import { type Operand, toNdArray } from "./operand.ts";

/**
 * x where the condition holds, y elsewhere, all repeated to one shape. With the condition alone: its `nonzero`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.where.html
 */
export function where(condition: Operand): NdArray[];
export function where(condition: Operand, x: Operand, y: Operand): NdArray;
export function where(condition: Operand, x?: Operand, y?: Operand): NdArray | NdArray[] {
  if (x === undefined || y === undefined) return nonzero(condition);
  const dtype = resultType(x, y);
  const views = broadcastArrays(toNdArray(condition, "bool"), toNdArray(x, dtype), toNdArray(y, dtype));
  const { shape } = views[0];
  const inputs = views.map((view) => walkOf(view, shape));
  const out = outputWalk(dtype, shape, inputs);
  runKernel("x?y:z", shape, out, inputs);
  return wrap(out.data, dtype, shape, out.strides as number[]);
}
