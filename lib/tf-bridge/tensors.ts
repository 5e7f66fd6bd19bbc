/** Arrays to TensorFlow.js tensors and back, so that nothing changes behind anyone's back. */
import type { NdArray } from "../nd/array.ts";
import type { Dtype } from "../nd/dtype.ts";
import { wrap } from "../nd/make.ts";

/** What is needed of the `tf` namespace: of @tensorflow/tfjs, tfjs-node or tfjs-core. */
export interface TensorMaker<Tensor> {
  tensor(values: Float32Array | Int32Array | Uint8Array, shape: number[], dtype: "float32" | "int32" | "bool"): Tensor;
}

/** What is needed of a tensor. */
export interface TensorLike {
  shape: number[];
  dtype: string;
  dataSync(): ArrayLike<number>;
}

/**
 * A tensor with a copy of the values.
 *
 * - TensorFlow.js has no float64: float64 becomes float32, rounded to the nearest; a finite value too large for float32
 *   is an error, not an infinity. int32 stays, uint8 becomes int32, bool stays.
 * - A copy: on the Node backend a tensor made straight from a typed array may go on sharing its memory, and later writes
 *   to the array would be seen in the tensor.
 * - Views (slices, transposes) come in C order: `toTensor(tf, x.transpose(0, 2, 3, 1))` is NCHW to NHWC.
 */
export function toTensor<Tensor>(tf: TensorMaker<Tensor>, x: NdArray): Tensor {
  const { data, dtype } = x.copy();
  const shape = [...x.shape];
  if (dtype === "bool") return tf.tensor(Uint8Array.from(data), shape, "bool");
  if (dtype === "int32" || dtype === "uint8") return tf.tensor(Int32Array.from(data), shape, "int32");
  const values = Float32Array.from(data);
  if (dtype === "float64") checkRange(data, values);
  return tf.tensor(values, shape, "float32");
}

/**
 * An array with a copy of a tensor's values, of the tensor's own dtype (float32, int32 or bool); write
 * `.astype("float64")` where float64 is wanted. The tensor is not disposed.
 */
export function fromTensor(tensor: TensorLike): NdArray {
  const values = tensor.dataSync();
  const shape = [...tensor.shape];
  const made: Record<string, () => [Float32Array | Int32Array | Uint8Array, Dtype]> = {
    float32: () => [Float32Array.from(values), "float32"],
    int32: () => [Int32Array.from(values), "int32"],
    bool: () => [Uint8Array.from(values), "bool"],
  };
  if (!Object.hasOwn(made, tensor.dtype)) {
    throw new TypeError(`fromTensor: expected a tensor of float32, int32 or bool, got ${tensor.dtype}`);
  }
  const [data, dtype] = made[tensor.dtype]();
  return wrap(data, dtype, shape);
}

function checkRange(exact: ArrayLike<number>, rounded: Float32Array): void {
  const at = rounded.findIndex((value, i) => !Number.isFinite(value) && Number.isFinite(exact[i]));
  if (at < 0) return;
  throw new RangeError(
    `toTensor: expected values that float32 can hold (up to 3.4e38), got ${exact[at]} at place ${at}`,
  );
}
