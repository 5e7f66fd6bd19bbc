import { Buffer } from "node:buffer";
import { nativeKernels } from "../engine/index.ts";
import { allocate, type Dtype, type TypedArray } from "./dtype.ts";

/** From so many bytes on, filling memory with zeros first costs more than finding some that is not filled. */
const WORTH = 32 * 1024;

/** Where memory begins at a multiple of this, libtensorflow shares it instead of copying it. */
const LINE = 64;

const MEMORY = { float64: Float64Array, float32: Float32Array };

/**
 * Memory for n elements that the caller writes all of before anyone reads them: what is in it is not said. Large memory
 * begins at a cache line.
 */
export function unfilled(dtype: Dtype, n: number): TypedArray {
  if (dtype !== "float64" && dtype !== "float32") return allocate(dtype, n);
  const Kind = MEMORY[dtype];
  const bytes = n * Kind.BYTES_PER_ELEMENT;
  const kernels = bytes < WORTH ? undefined : nativeKernels();
  if (!kernels) return allocate(dtype, n);
  const { buffer } = Buffer.allocUnsafeSlow(bytes + LINE);
  return new Kind(buffer as ArrayBuffer, kernels.bytesToLine(buffer), n);
}
