import { createRequire } from "node:module";
import type { BlockMemory } from "./blocks.ts";
import type { Floats } from "./element-types.ts";

/**
 * Our own kernels (lib/engine/kernels, compiled by set-up), for what libtensorflow has no quick way: convolutions and
 * pools of NCHW pictures, and products of matrices, in float64 as in float32, on JavaScript's memory as it lies. All arrays of a call are of
 * one type; the last argument lists whole numbers.
 */
export interface Kernels {
  /** out = x with w, plus b. Sizes: n, c, h, w, f, hh, ww, outH, outW, stride, pad. */
  convForward(x: Floats, w: Floats, b: Floats, out: Floats, sizes: Int32Array): void;
  /** dx: the gradient on the pictures. Sizes as above. */
  convImages(w: Floats, dout: Floats, dx: Floats, sizes: Int32Array): void;
  /** dw and db, zero before: the gradients on filters and biases. Sizes as above. */
  convFilters(x: Floats, dout: Floats, dw: Floats, db: Floats, sizes: Int32Array): void;
  /** out = the largest values under windows. Sizes: planes, h, w, outH, outW, poolHeight, poolWidth, stride. */
  pool(x: Floats, out: Floats, sizes: Int32Array): void;
  /** dx: the gradient on x. Sizes as above. */
  poolGradient(x: Floats, out: Floats, dout: Floats, dx: Floats, sizes: Int32Array): void;
  /**
   * An elementwise step over two loops. Sizes: the step's number, rows, columns, then places and strides of rows and
   * columns: of out (place and rows only), of x, of y.
   */
  map(x: Floats, y: Floats, out: Floats, sizes: Int32Array): void;
  /**
   * An elementwise expression over (rows, columns) in one pass. Slots are numbered 256 * kind + index; kinds: 0 inputs,
   * 1 constants, 2 outputs, 3 registers. Sizes: rows, columns, 1 for float32 or 0, registers, the slot that `sum` adds up;
   * for each input its strides of rows and columns; for each step its number, the slots of x and y, and where it goes.
   */
  run(
    inputs: readonly BlockMemory[],
    outputs: readonly BlockMemory[],
    constants: Float64Array,
    sizes: Int32Array,
  ): void;
  /** As `run`; returns the sum of a slot, added up as NumPy does. */
  sum(
    inputs: readonly BlockMemory[],
    outputs: readonly BlockMemory[],
    constants: Float64Array,
    sizes: Int32Array,
  ): number;
  /** c (m, n) = a (m, k) times b (k, n). Sizes: m, k, n, strides of a's rows and columns, of b's rows and columns. */
  product(a: Floats, b: Floats, c: Floats, sizes: Int32Array): void;
  /** c = plus + a times b, rounded as the product first and the sum then; c may be plus. Sizes as above; plus and c lie dense. */
  addProduct(plus: Floats, a: Floats, b: Floats, c: Floats, sizes: Int32Array): void;
  /** Bytes from the beginning of a buffer to its first place at a multiple of 64. */
  bytesToLine(buffer: ArrayBufferLike): number;
  /**
   * Holds all signals back from this thread, or lets them through again. libtensorflow's float32 products keep the stack
   * pointer on the heap for a while: a signal's handler (an interrupt, a profiler) would write over it.
   * @see https://github.com/uxlfoundation/oneDNN/issues/4845
   */
  holdSignals(hold: boolean): void;
  /** Leads the process's error stream to nowhere and returns what leads it back, given to the next call. */
  silence(back?: number): number;
}

/** Where set-up puts the kernels: beside the binding. */
const KERNELS_MODULE = "@tensorflow/tfjs-node/lib/napi-v8/gradlab_kernels_3.node";

/** Loads the kernels (1 ms); undefined where set-up could not compile them: then the binding does all of it. */
export function loadKernels(): Kernels | undefined {
  try {
    return createRequire(import.meta.url)(KERNELS_MODULE) as Kernels;
  } catch {
    return undefined;
  }
}
