import { nd } from "gradlab/lib";

type Memory = Float64Array | Float32Array | Int32Array | Uint8Array;

/** An array over freshly read values, C order; its dtype is the memory's. */
export function arrayOf(memory: Memory, shape: number[]) {
  return nd.asarray(memory).reshape(shape);
}

/** Labels as an int32 array (N,). */
export function labelsOf(labels: ArrayLike<number>) {
  return arrayOf(Int32Array.from(labels), [labels.length]);
}
