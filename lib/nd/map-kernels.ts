import { type Floats, nativeKernels } from "../engine/index.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { smallInt32 } from "./small-memory.ts";

/**
 * Math.max takes a branch that random data mispredict (5 ns an element); picking from memory by the comparison takes 1.6. NaN in x
 * is picked because of the second test, NaN in y because x > NaN is false.
 */
export const LARGER = "(pick[0]=y,pick[1]=x,pick[+(x>y)|+(x!==x)])";
export const SMALLER = "(pick[0]=y,pick[1]=x,pick[+(x<y)|+(x!==x)])";

/** The elementwise steps that our own kernels know, by their expressions: the numbers are those of engine/kernels/mapping.h. */
const STEPS = new Map<string, number>([
  ["x+y", 0],
  ["x-y", 1],
  ["x*y", 2],
  ["x/y", 3],
  [LARGER, 4],
  [SMALLER, 5],
  ["-x", 6],
  ["Math.abs(x)", 7],
  ["x*x", 8],
  ["Math.sqrt(x)", 9],
  ["x", 10],
  ["+(x>y)", 11],
  ["+(x>=y)", 12],
  ["+(x<y)", 13],
  ["+(x<=y)", 14],
  ["+(x===y)", 15],
  ["+(x!==y)", 16],
  ["Math.exp(x)", 20],
  ["Math.tanh(x)", 21],
]);

/** The number of a step, by its expression; undefined where the kernels do not know it. */
export function stepOf(expression: string): number | undefined {
  return STEPS.get(expression);
}

/** Elements that make a call (0.7 microseconds) worth it. */
export const WORTH = 1500;

/** Elements of a row that do. */
const ROW = 16;

/** An operand of two loops: memory, place, strides outside and inside. */
export interface Looped {
  data: TypedArray;
  dtype: Dtype;
  offset: number;
  outer: number;
  inner: number;
}

/** Runs a step over two loops by the kernels; false where the compiled loops should do it. */
export function mapByKernels(expression: string, rows: number, columns: number, walks: readonly Looped[]): boolean {
  if (rows * columns < WORTH || columns < ROW || walks.length > 3) return false;
  const step = STEPS.get(expression);
  const [out, x] = walks;
  if (step === undefined || (out.dtype !== "float64" && out.dtype !== "float32") || out.inner !== 1) return false;
  for (const walk of walks) {
    if (walk.dtype !== out.dtype || walk.inner < 0 || walk.inner > 1 || walk.outer < 0) return false;
  }
  const y = walks.length === 3 ? walks[2] : x;
  const kernels = nativeKernels();
  if (!kernels) return false;
  const sizes = smallInt32(11);
  sizes[0] = step;
  sizes[1] = rows;
  sizes[2] = columns;
  sizes[3] = out.offset;
  sizes[4] = out.outer;
  sizes[5] = x.offset;
  sizes[6] = x.outer;
  sizes[7] = x.inner;
  sizes[8] = y.offset;
  sizes[9] = y.outer;
  sizes[10] = y.inner;
  kernels.map(x.data as Floats, y.data as Floats, out.data as Floats, sizes);
  return true;
}
