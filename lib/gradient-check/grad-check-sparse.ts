import type { NdArray } from "../nd/array.ts";
import { type Operand, toNdArray } from "../nd/operand.ts";
import { sameShape, shapeText } from "../nd/shape.ts";
import { RandomState } from "../random/random-state.ts";

/** How one sampled element compared. */
export interface SampledGradient {
  /** The element's index in x. */
  index: number[];
  numerical: number;
  analytic: number;
  /** |numerical - analytic| / (|numerical| + |analytic|), 0 where both are 0 */
  error: number;
}

/** How many elements to try, the step, and the stream that picks them (seed 0 where left out). */
export interface SampleOptions {
  numChecks?: number;
  h?: number;
  stream?: RandomState;
}

/**
 * Compares a gradient with central differences at randomly picked elements, for arrays too large to try them all.
 *
 * @param f a scalar function of x
 * @param x changed and put back element by element
 * @param analytic the gradient to check, of the shape of x
 */
export function gradCheckSparse(
  f: (x: NdArray) => number,
  x: NdArray,
  analytic: Operand,
  { numChecks = 10, h = 1e-5, stream = new RandomState(0) }: SampleOptions = {},
): SampledGradient[] {
  const gradient = toNdArray(analytic);
  if (!sameShape(gradient.shape, x.shape)) {
    throw new RangeError(
      `gradCheckSparse: expected a gradient of x's shape ${shapeText(x.shape)}, got ${shapeText(gradient.shape)}`,
    );
  }
  return Array.from({ length: numChecks }, () => {
    const index = x.shape.map((length) => stream.randint(length));
    return compareAt(f, x, gradient, index, h);
  });
}

function compareAt(
  f: (x: NdArray) => number,
  x: NdArray,
  gradient: NdArray,
  index: number[],
  h: number,
): SampledGradient {
  const middle = x.get(...index);
  const at = (value: number) => {
    x.set(...index, value);
    return f(x);
  };
  try {
    const numerical = (at(middle + h) - at(middle - h)) / (2 * h);
    const analytic = gradient.get(...index);
    const size = Math.abs(numerical) + Math.abs(analytic);
    return { index, numerical, analytic, error: size === 0 ? 0 : Math.abs(numerical - analytic) / size };
  } finally {
    x.set(...index, middle);
  }
}
