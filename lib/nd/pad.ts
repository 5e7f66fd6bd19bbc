import type { NdArray } from "./array.ts";
import { allocated } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { slice } from "./pick.ts";
import { shapeText } from "./shape.ts";
import { take } from "./take.ts";

/** How many to add: on all sides, before and after on all axes, or a pair for each axis. */
export type PadWidth = number | readonly [number, number] | readonly (readonly [number, number])[];

/** What is added: one value, the edge's, or the array mirrored about (or beside) its edge, or from its other end. */
export interface PadOptions {
  mode?: "constant" | "edge" | "reflect" | "symmetric" | "wrap";
  constantValues?: number;
}

/**
 * The array with more elements around it: `nd.pad(x, [[0, 0], [0, 0], [1, 1], [1, 1]])`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.pad.html
 */
export function pad(x: Operand, width: PadWidth, { mode = "constant", constantValues = 0 }: PadOptions = {}): NdArray {
  const view = toNdArray(x);
  const pairs = pairsOf(width, view.shape);
  if (mode !== "constant") return pairs.reduce((padded, pair, axis) => padAxis(padded, pair, axis, mode), view).copy();
  const out = allocated(
    view.dtype,
    view.shape.map((length, axis) => pairs[axis][0] + length + pairs[axis][1]),
  );
  if (constantValues !== 0) out.data.fill(constantValues);
  slice(out, ...pairs.map(([before], axis) => `${before}:${before + view.shape[axis]}`)).assign(view);
  return out;
}

function pairsOf(width: PadWidth, shape: readonly number[]): (readonly [number, number])[] {
  const list = typeof width === "number" ? [[width, width]] : typeof width[0] === "number" ? [width] : width;
  const pairs = (list.length === 1 ? shape.map(() => list[0]) : list) as (readonly [number, number])[];
  const wrong = pairs.length !== shape.length || pairs.flat().some((n) => !Number.isInteger(n) || n < 0);
  if (!wrong && pairs.every((pair) => pair.length === 2)) return pairs;
  throw new RangeError(
    `pad: expected a pair [before, after] of numbers from 0 on for each axis of shape ${shapeText(shape)}, got ${JSON.stringify(width)}`,
  );
}

function padAxis(view: NdArray, [before, after]: readonly [number, number], axis: number, mode: string): NdArray {
  const n = view.shape[axis];
  if (before + after === 0) return view;
  if (n === 0)
    throw new RangeError(`pad: axis ${axis} of shape ${shapeText(view.shape)} is empty; only mode "constant" works`);
  const places = Array.from({ length: before + n + after }, (_, i) => sourceOf(i - before, n, mode));
  return take(view, places, axis);
}

/** Which element stands at a place left of 0 or right of n - 1. */
function sourceOf(place: number, n: number, mode: string): number {
  const turn = (value: number, period: number) => ((value % period) + period) % period;
  if (mode === "edge") return Math.min(Math.max(place, 0), n - 1);
  if (mode === "wrap") return turn(place, n);
  if (mode === "symmetric") {
    const k = turn(place, 2 * n);
    return k < n ? k : 2 * n - 1 - k;
  }
  if (mode !== "reflect") {
    throw new RangeError(`pad: expected mode constant, edge, reflect, symmetric or wrap, got "${mode}"`);
  }
  if (n === 1) return 0;
  const k = turn(place, 2 * n - 2);
  return k < n ? k : 2 * n - 2 - k;
}
