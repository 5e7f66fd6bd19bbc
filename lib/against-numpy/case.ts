import type { NdArray } from "../nd/array.ts";
import type { Nearness } from "./compare.ts";
import type { Draw } from "./draw.ts";

/** One drawn case: ours to run, NumPy's code to set `r`. */
export interface Case {
  ours: () => unknown;
  python: string;
  nearness?: Nearness;
}

/** A function under test and how to draw a case for it. */
export interface Subject {
  name: string;
  draw: (draw: Draw) => Case;
}

/** The keyword arguments of a drawn reduction on both sides. */
export interface DrawnAxis {
  ours: { axis?: number | number[]; keepdims?: boolean };
  python: string;
}

/** No axis, one, or several, each counted from the front or the end. */
export function drawAxis(draw: Draw, shape: readonly number[], several = true): DrawnAxis {
  const keepdims = draw.chance(0.4);
  const kept = keepdims ? ", keepdims=True" : "";
  if (shape.length === 0 || draw.chance(0.25)) return { ours: { keepdims }, python: kept };
  const axes = Array.from(draw.stream.permutation(shape.length).data)
    .slice(0, several ? draw.whole(1, shape.length) : 1)
    .map((axis) => (draw.chance(0.3) ? axis - shape.length : axis));
  const axis = axes.length === 1 ? axes[0] : axes;
  return { ours: { axis, keepdims }, python: `, axis=${axes.length === 1 ? axes[0] : `(${axes.join(", ")},)`}${kept}` };
}

/** A copy that shares no memory, so that a case in place does not change what NumPy was given. */
export function own(array: NdArray): NdArray {
  return array.copy();
}
