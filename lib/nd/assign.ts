import { broadcastShapes } from "./broadcast.ts";
import { DTYPES, type Dtype } from "./dtype.ts";
import { applyInto, type Rule } from "./elementwise.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { sameShape, shapeText } from "./shape.ts";
import type { View } from "./view.ts";

/** One rule for each dtype that is written to. */
const COPY = Object.fromEntries(DTYPES.map((dtype) => [dtype, copyTo(dtype)])) as Record<Dtype, Rule>;

function copyTo(dtype: Dtype): Rule {
  return { name: "assign", returns: () => dtype, expression: dtype === "bool" ? "+(x!==0)" : "x" };
}

/** Writes values into an array in place, repeated to its shape; floats lose their fraction in whole-number arrays. */
export function assign(target: View, values: Operand): void {
  const source = typeof values === "number" || typeof values === "boolean" ? values : toNdArray(values);
  if (typeof source === "object") checkFits(target, source);
  applyInto(COPY[target.dtype], target, [source]);
}

/** NumPy lets leading axes of length 1 in the values go. */
function checkFits(target: View, source: View): void {
  if (sameShape(target.shape, source.shape)) return;
  const shape = broadcastShapes("assign", target.shape, source.shape);
  if (sameShape(shape, target.shape)) return;
  throw new RangeError(
    `assign: values of shape ${shapeText(source.shape)} do not fit into an array of shape ${shapeText(target.shape)}`,
  );
}
