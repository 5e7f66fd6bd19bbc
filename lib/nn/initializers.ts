/** How weights start. A shape ends with the input and output sizes; in front of them may stand a kernel's size. */
import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { random } from "../random/index.ts";
import type { RandomState } from "../random/random-state.ts";

/** Makes the weights of a layer. */
export type Initializer = (shape: number[]) => NdArray;

export interface InitializerOptions {
  /** The stream that is drawn from; default: the global one. */
  stream?: RandomState;
  /** Multiplies the spread. Default 1. */
  gain?: number;
  /** The standard deviation of "normal". Default 0.01. */
  std?: number;
  /** The weights' kind of numbers: float32 trains about twice as fast. Default "float64". */
  dtype?: "float32" | "float64";
}

const SPREADS: Record<string, (fanIn: number, fanOut: number) => number> = {
  xavierUniform: (fanIn, fanOut) => Math.sqrt(6 / (fanIn + fanOut)),
  xavierNormal: (fanIn, fanOut) => Math.sqrt(2 / (fanIn + fanOut)),
  heUniform: (fanIn) => Math.sqrt(6 / fanIn),
  heNormal: (fanIn) => Math.sqrt(2 / fanIn),
};

/** The names that {@link initializer} knows. */
export const INITIALIZERS: readonly string[] = ["zeros", "ones", "normal", ...Object.keys(SPREADS)];

/**
 * The initialiser of that name.
 *
 * - xavierUniform: uniform on +-gain sqrt(6 / (fanIn + fanOut)); xavierNormal: std gain sqrt(2 / (fanIn + fanOut)).
 *   Glorot, Bengio, 2010.
 * - heUniform: uniform on +-gain sqrt(6 / fanIn); heNormal: std gain sqrt(2 / fanIn). He et al., 2015.
 * - normal: std gain * `std`; zeros; ones.
 */
export function initializer(name: string, options: InitializerOptions = {}): Initializer {
  const { stream = random, gain = 1, std = 0.01, dtype = "float64" } = options;
  if (name === "zeros") return (shape) => nd.zeros(shape, dtype);
  if (name === "ones") return (shape) => nd.ones(shape, dtype);
  if (name === "normal") return (shape) => (stream.normal(0, gain * std, shape) as NdArray).astype(dtype);
  if (!(name in SPREADS)) throw new Error(`initializer: expected one of ${INITIALIZERS.join(", ")}, got "${name}"`);
  return (shape) => {
    const spread = gain * SPREADS[name](...fans(shape));
    const drawn = name.endsWith("Uniform") ? stream.uniform(-spread, spread, shape) : stream.normal(0, spread, shape);
    return (drawn as NdArray).astype(dtype);
  };
}

/** Connections into and out of one unit: a kernel counts once per place. (nIn, nOut) or (kernel..., nIn, nOut). */
export function fans(shape: readonly number[]): [fanIn: number, fanOut: number] {
  if (shape.length < 2) throw new Error(`initializer: expected a shape (..., nIn, nOut), got (${shape.join(", ")})`);
  const kernel = shape.slice(0, -2).reduce((product, n) => product * n, 1);
  return [kernel * shape[shape.length - 2], kernel * shape[shape.length - 1]];
}
