import {
  type Floats,
  type Kernels,
  type NativeEngine,
  nativeEngine,
  nativeKernels,
  type Tensors,
} from "../engine/index.ts";
import type { NdArray } from "../nd/array.ts";
import { type Dtype, isFloat, type TypedArray } from "../nd/dtype.ts";
import { wrap } from "../nd/make.ts";
import { type Operand, toNdArray } from "../nd/operand.ts";
import { written } from "../nd/put-off.ts";
import { denseMemory, isInside, resultOf, tensorOf } from "../nd/residents.ts";
import { sameShape, shapeText } from "../nd/shape.ts";
import { imagesBack, imagesOf } from "./conv-size.ts";
import { averageBackwardLoops, averageForwardLoops, maxBackwardLoops, maxForwardLoops } from "./pool-loops.ts";
import { type PoolOptions, type PoolSize, poolSize } from "./pool-size.ts";

export type { PoolOptions } from "./pool-size.ts";

/** What the backward pass of a pool needs. */
export interface PoolCache {
  /** The pictures. */
  x: NdArray;
  /** What the forward pass gave. */
  out: NdArray;
  options: PoolOptions;
}

/** Nanoseconds of one place under a window in plain TypeScript. */
const COST = 2;

/** Places under windows from which on a call of a kernel is worth it. */
const KERNELS = 1_000;

function engineFor({ n, c, outH, outW, poolHeight, poolWidth }: PoolSize): NativeEngine | undefined {
  const work = COST * n * c * outH * outW * poolHeight * poolWidth;
  return work < 100_000 ? undefined : nativeEngine(work);
}

/** Our own kernels, for max pools of pictures that lie NCHW. */
function kernelsFor(size: PoolSize, { layout }: PoolOptions): Kernels | undefined {
  const { n, c, outH, outW, poolHeight, poolWidth } = size;
  if (layout === "NHWC" || n * c * outH * outW * poolHeight * poolWidth < KERNELS) return undefined;
  return nativeKernels();
}

function kernelSizes({ n, c, h, w, outH, outW, poolHeight, poolWidth, stride }: PoolSize): Int32Array {
  return Int32Array.of(n * c, h, w, outH, outW, poolHeight, poolWidth, stride);
}

function attributesOf({ poolHeight, poolWidth, stride }: PoolSize) {
  return {
    ksize: [1, poolHeight, poolWidth, 1],
    strides: [1, stride, stride, 1],
    padding: "VALID",
    data_format: "NHWC",
  };
}

/** Float pictures as NHWC views. */
function picturesOf(x: NdArray, options: PoolOptions): NdArray {
  return imagesOf(isFloat(x.dtype) ? x : toNdArray(x, "float64"), options.layout);
}

/** Runs a pool: in the engine by `inEngine`, else by `inLoops`; the result has `shape` in NHWC. */
function run(
  size: PoolSize,
  dtype: Dtype,
  shape: number[],
  options: PoolOptions,
  inEngine: (tensors: Tensors) => number,
  inLoops: () => TypedArray,
): NdArray {
  const native = engineFor(size)?.compute(dtype, (tensors) => resultOf(tensors, inEngine(tensors), shape));
  return imagesBack(native ?? wrap(inLoops(), dtype, shape), options.layout);
}

/**
 * The largest value under each window.
 *
 * @param x pictures (N, C, H, W), or (N, H, W, C) with layout "NHWC"
 * @param options `poolHeight`, `poolWidth` and `stride` in pixels
 * @returns out (N, C, H', W') with H' = floor((H - poolHeight) / stride) + 1, and the cache for `maxPoolBackwardFast`
 * @throws RangeError where the window does not fit
 */
export function maxPoolForwardFast(x: Operand, options: PoolOptions): [NdArray, PoolCache] {
  const view = toNdArray(x);
  const size = poolSize("maxPoolForwardFast", view, options);
  const images = picturesOf(view, options);
  const kernels = kernelsFor(size, options);
  if (kernels) {
    const shape = [size.n, size.c, size.outH, size.outW];
    const pool = (out: Floats) => kernels.pool(memoryBack(images), out, kernelSizes(size));
    return withCache(written(images.dtype, shape, pool), view, options);
  }
  const out = run(
    size,
    images.dtype,
    [size.n, size.outH, size.outW, size.c],
    options,
    (tensors) => tensors.run("MaxPool", [tensorOf(tensors, images)], attributesOf(size)),
    () => maxForwardLoops(denseMemory(images), images.dtype, size),
  );
  return withCache(out, view, options);
}

function withCache(out: NdArray, x: NdArray, options: PoolOptions): [NdArray, PoolCache] {
  return [out, { x, out, options }];
}

/** The dense memory of NHWC views of what the caller has as NCHW. */
function memoryBack(images: NdArray): Floats {
  return denseMemory(imagesBack(images)) as Floats;
}

/** Checks the upstream gradient against the forward pass. */
function flowOf(name: string, dout: Operand, { out, options }: PoolCache, dtype: Dtype): NdArray {
  const flow = toNdArray(dout, dtype);
  if (!sameShape(flow.shape, out.shape)) {
    throw new RangeError(`${name}: expected dout of shape ${shapeText(out.shape)}, got ${shapeText(flow.shape)}`);
  }
  return imagesOf(flow, options.layout);
}

/**
 * The gradient of a max pool: it goes to the largest value of each window, to the first one where several are equal.
 *
 * @param dout gradient on the output of `maxPoolForwardFast`, of its shape
 * @returns dx of the shape of x
 */
export function maxPoolBackwardFast(dout: Operand, cache: PoolCache): NdArray {
  const { x, out, options } = cache;
  const size = poolSize("maxPoolBackwardFast", x, options);
  const [images, peaks] = [picturesOf(x, options), imagesOf(out, options.layout)];
  const flow = flowOf("maxPoolBackwardFast", dout, cache, images.dtype);
  const kernels = kernelsFor(size, options);
  if (kernels) {
    return written(images.dtype, [...x.shape], (dx) => {
      kernels.poolGradient(memoryBack(images), memoryBack(peaks), memoryBack(flow), dx, kernelSizes(size));
    });
  }
  const memory = memoryOf([images, peaks, flow]);
  const dx = maxBackwardLoops(memory[0], memory[1], memory[2], images.dtype, size);
  return imagesBack(wrap(dx, images.dtype, [size.n, size.h, size.w, size.c]), options.layout);
}

/**
 * The elements of views in C order, in JavaScript's memory; arrays that live in the engine stay there. The loop over
 * them takes a third of the time of the library's own gradient of a max pool.
 */
function memoryOf(views: readonly NdArray[]): TypedArray[] {
  return views.map((view) => {
    const inside = isInside(view) ? nativeEngine(0) : undefined;
    return inside?.compute(view.dtype, (tensors) => tensors.get(tensorOf(tensors, view))) ?? denseMemory(view);
  });
}

/**
 * The mean under each window; arguments and results as `maxPoolForwardFast`.
 */
export function averagePoolForwardFast(x: Operand, options: PoolOptions): [NdArray, PoolCache] {
  const view = toNdArray(x);
  const size = poolSize("averagePoolForwardFast", view, options);
  const images = picturesOf(view, options);
  const out = run(
    size,
    images.dtype,
    [size.n, size.outH, size.outW, size.c],
    options,
    (tensors) => tensors.run("AvgPool", [tensorOf(tensors, images)], attributesOf(size)),
    () => averageForwardLoops(denseMemory(images), images.dtype, size),
  );
  return [out, { x: view, out, options }];
}

/**
 * The gradient of an average pool: every place under a window gets an equal share.
 *
 * @param dout gradient on the output of `averagePoolForwardFast`, of its shape
 * @returns dx of the shape of x
 */
export function averagePoolBackwardFast(dout: Operand, cache: PoolCache): NdArray {
  const { x, options } = cache;
  const size = poolSize("averagePoolBackwardFast", x, options);
  const { dtype } = picturesOf(x, options);
  const flow = flowOf("averagePoolBackwardFast", dout, cache, dtype);
  const shape = [size.n, size.h, size.w, size.c];
  return run(
    size,
    dtype,
    shape,
    options,
    (tensors) => tensors.run("AvgPoolGrad", [tensors.ints(shape), tensorOf(tensors, flow)], attributesOf(size)),
    () => averageBackwardLoops(denseMemory(flow), dtype, size),
  );
}
