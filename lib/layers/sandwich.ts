/**
 * Builders of sandwich layers: several layers in a row as one. They only chain the forward and backward functions that
 * they are given; what those compute is the students' work.
 */
import type { NdArray } from "../nd/array.ts";

/** One slice of a sandwich. */
export interface LayerFunctions<Extra extends unknown[] = unknown[], Grads extends NdArray[] = NdArray[]> {
  /** (x, ...extra) -> [out, cache]; `extra` are its parameters: weights, settings. */
  forward: (x: NdArray, ...extra: Extra) => [NdArray, unknown];
  /** (dout, cache) -> [dx, ...gradients of the parameters], or dx alone. */
  backward: (dout: NdArray, cache: never) => [NdArray, ...Grads] | NdArray;
  /** How many arguments behind x belong to this slice. Default: the forward function's own number of them. */
  arity?: number;
}

export interface Sandwich {
  /** (x, ...the arguments of every slice in order) -> [out, cache]. */
  forward: (x: NdArray, ...args: unknown[]) => [NdArray, unknown[]];
  /** (dout, cache) -> [dx, ...the gradients of every slice in the order of forward's arguments]. */
  backward: (dout: NdArray, cache: unknown[]) => NdArray[];
}

/**
 * Chains layers.
 *
 * @example
 * const { forward: affineReluForward, backward: affineReluBackward } = sandwich(
 *   { forward: affineForward, backward: affineBackward },
 *   { forward: reluForward, backward: reluBackward },
 * );
 * const [out, cache] = affineReluForward(x, w, b);
 * const [dx, dw, db] = affineReluBackward(dout, cache);
 *
 * Arguments are dealt out by each function's own number of parameters; where that does not say it (optional or rest
 * parameters), give `arity`.
 */
export function sandwich(...slices: LayerFunctions<never[], NdArray[]>[]): Sandwich {
  const layers = slices as unknown as LayerFunctions[];
  if (layers.length === 0) throw new Error("sandwich: expected at least one layer { forward, backward }, got none");
  return {
    forward: (x, ...args) => forwardThrough(layers, x, args),
    backward: (dout, cache) => backwardThrough(layers, dout, cache),
  };
}

function forwardThrough(layers: LayerFunctions[], x: NdArray, args: unknown[]): [NdArray, unknown[]] {
  const wanted = layers.reduce((sum, layer) => sum + arityOf(layer), 0);
  if (args.length !== wanted) throw new Error(`sandwich: expected ${wanted} arguments behind x, got ${args.length}`);
  const caches: unknown[] = [];
  let out = x;
  let next = 0;
  for (const layer of layers) {
    const result = layer.forward(out, ...args.slice(next, next + arityOf(layer)));
    if (!Array.isArray(result) || result.length !== 2) throw notAPair(layer, result);
    next += arityOf(layer);
    out = result[0];
    caches.push(result[1]);
  }
  return [out, caches];
}

function backwardThrough(layers: LayerFunctions[], dout: NdArray, caches: unknown[]): NdArray[] {
  if (caches?.length !== layers.length) {
    throw new Error(
      `sandwich: expected the cache that forward returned (${layers.length} parts), got ${caches?.length}`,
    );
  }
  let dx = dout;
  let gradients: NdArray[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const result = layers[i].backward(dx, caches[i] as never);
    const [first, ...own] = Array.isArray(result) ? result : [result];
    dx = first;
    gradients = [...own, ...gradients];
  }
  return [dx, ...gradients];
}

function arityOf({ forward, arity }: LayerFunctions): number {
  return arity ?? Math.max(0, forward.length - 1);
}

function notAPair(layer: LayerFunctions, result: unknown): Error {
  const name = layer.forward.name || "the forward function";
  const got = Array.isArray(result) ? `${result.length} values` : typeof result;
  return new Error(`sandwich: expected ${name} to return [out, cache], got ${got}`);
}
