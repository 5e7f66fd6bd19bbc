/** The memory that engines compute on: C-contiguous, one element after the other. */
export type Floats = Float64Array | Float32Array;

/** The sizes of a product of matrices, (batch, m, k) by (batch, k, n), and how its operands lie in memory. */
export interface MatmulSize {
  m: number;
  k: number;
  n: number;
  /** The first operand lies in memory as (k, m). */
  transposeA?: boolean;
  /** The second operand lies in memory as (n, k). */
  transposeB?: boolean;
  /** How many products, one after the other in memory; 1 where left out. */
  batch?: number;
}

/** The order of the axes of images: channels before the picture (PyTorch, the course) or after it (TensorFlow). */
export type ImageLayout = "NCHW" | "NHWC";

/** What does the heavy arithmetic: the native library, or plain TypeScript with the same results. */
export interface Engine {
  readonly name: "tensorflow" | "typescript";
  /** The product of two matrices (or of `batch` pairs) in fresh memory. Both operands have the same dtype. */
  matmul<A extends Floats>(a: A, b: A, size: MatmulSize): A;
}
