import { type Floats, type Kernels, type NativeEngine, nativeEngine, type Tensors } from "../engine/index.ts";
import type { NdArray } from "../nd/array.ts";
import { resident, wrap } from "../nd/make.ts";
import { type Operand, toNdArray } from "../nd/operand.ts";
import { denseMemory, resultOf, snapshotOf, tensorOf } from "../nd/residents.ts";
import { sameShape, shapeText } from "../nd/shape.ts";
import { filterGradient, forward, imageGradient } from "./conv-engine.ts";
import {
  type ConvMemory,
  convKernels,
  filterKernel,
  forwardKernel,
  imageKernel,
  imageKernelLater,
} from "./conv-kernels.ts";
import { backwardLoops, forwardLoops } from "./conv-loops.ts";
import {
  type ConvOptions,
  type ConvSize,
  convSize,
  filtersBack,
  filtersOf,
  imagesBack,
  imagesOf,
} from "./conv-size.ts";

export type { ConvOptions };

/** What the backward pass of a convolution needs. */
export interface ConvCache {
  x: NdArray;
  w: NdArray;
  b: NdArray;
  options: ConvOptions;
}

/** Nanoseconds of one multiplication of a convolution in plain TypeScript. */
const COST = 0.6;

/** A convolution in the engine takes a dozen calls: this much work in TypeScript. */
const WORTH = 60_000;

/** Our own kernels where pictures lie NCHW, else the library, which takes them NHWC alone. */
function kernelsFor(size: ConvSize, { layout }: ConvOptions): Kernels | undefined {
  return layout === "NHWC" ? undefined : convKernels(size);
}

function engineFor(size: ConvSize): NativeEngine | undefined {
  const { n, f, outH, outW, c, hh, ww } = size;
  const work = COST * n * f * outH * outW * c * hh * ww;
  return work < WORTH ? undefined : nativeEngine(work);
}

/**
 * The convolution of pictures with filters, quick: by the native engine where it is worth it.
 *
 * @param x pictures (N, C, H, W), or (N, H, W, C) with layout "NHWC"
 * @param w filters (F, C, HH, WW), or (HH, WW, C, F) with layout "NHWC"
 * @param b one bias per filter (F,)
 * @param options `stride` and `pad` in pixels
 * @returns out (N, F, H', W') with H' = floor((H + 2 pad - HH) / stride) + 1, and the cache for `convBackwardFast`
 * @throws RangeError where the shapes do not fit together
 */
export function convForwardFast(x: Operand, w: Operand, b: Operand, options: ConvOptions): [NdArray, ConvCache] {
  const cache: ConvCache = { x: toNdArray(x), w: toNdArray(w), b: toNdArray(b), options };
  const size = convSize("convForwardFast", cache.x, cache.w, cache.b, options);
  const kernels = kernelsFor(size, options);
  if (kernels) return [forwardKernel(kernels, size, memoryFor(size, cache)), cache];
  const native = engineFor(size)?.compute(size.dtype, (tensors) => forwardInEngine(tensors, size, cache));
  return [native ?? forwardInLoops(size, cache), cache];
}

function forwardInEngine(tensors: Tensors, size: ConvSize, { x, w, b, options }: ConvCache): NdArray {
  const images = tensorOf(tensors, imagesOf(x, options.layout));
  const filters = tensorOf(tensors, filtersOf(w, options.layout));
  const out = forward(tensors, size, images, filters, tensorOf(tensors, b));
  return imagesBack(resultOf(tensors, out, [size.n, size.outH, size.outW, size.f]), options.layout);
}

/** The arrays of the loops: dense NCHW memory of the dtype computed in. */
function denseImages(x: NdArray, size: ConvSize, { layout }: ConvOptions): Floats {
  return denseMemory(toNdArray(layout === "NHWC" ? x.transpose(0, 3, 1, 2) : x, size.dtype)) as Floats;
}

function denseFilters(w: NdArray, size: ConvSize, { layout }: ConvOptions): Floats {
  return denseMemory(toNdArray(layout === "NHWC" ? w.transpose(3, 2, 0, 1) : w, size.dtype)) as Floats;
}

/** What the kernels read. */
function memoryFor(size: ConvSize, { x, w, b, options }: ConvCache, dout?: NdArray): ConvMemory {
  return {
    x: () => denseImages(x, size, options),
    w: () => denseFilters(w, size, options),
    b: () => denseMemory(toNdArray(b, size.dtype)) as Floats,
    dout: () => denseImages(dout as NdArray, size, options),
  };
}

function forwardInLoops(size: ConvSize, cache: ConvCache): NdArray {
  const { options } = cache;
  const { x, w, b } = memoryFor(size, cache);
  const out = forwardLoops(x(), w(), b(), size);
  const images = wrap(out, size.dtype, [size.n, size.f, size.outH, size.outW]);
  return options.layout === "NHWC" ? images.transpose(0, 2, 3, 1) : images;
}

/**
 * The gradients of a convolution.
 *
 * @param dout gradient on the output of `convForwardFast`, of its shape
 * @param cache what `convForwardFast` gave
 * @returns dx, dw, db of the shapes of x, w and b. dx is computed when it is first used: where x is data, nobody looks at it.
 */
export function convBackwardFast(dout: Operand, cache: ConvCache): [dx: NdArray, dw: NdArray, db: NdArray] {
  const { x, w, b, options } = cache;
  const flow = toNdArray(dout);
  const size = convSize("convBackwardFast", x, w, b, options);
  const expected = imagesBack(
    wrap(new Float64Array(0), "float64", [size.n, size.outH, size.outW, size.f]),
    options.layout,
  ).shape;
  if (!sameShape(flow.shape, expected)) {
    throw new RangeError(
      `convBackwardFast: expected dout of shape ${shapeText(expected)}, got ${shapeText(flow.shape)}`,
    );
  }
  const kernels = kernelsFor(size, options);
  if (kernels) return backwardByKernels(kernels, size, flow, cache);
  const native = engineFor(size)?.compute(size.dtype, (tensors) => backwardInEngine(tensors, size, flow, cache));
  return native ?? backwardInLoops(size, flow, cache);
}

/** dx of an upstream gradient that is held as a value waits until someone wants it: often nobody does. */
function backwardByKernels(
  kernels: Kernels,
  size: ConvSize,
  flow: NdArray,
  cache: ConvCache,
): [NdArray, NdArray, NdArray] {
  const memory = memoryFor(size, cache, flow);
  const [dw, db] = filterKernel(kernels, size, memory);
  const later = flow.dtype === size.dtype ? imageKernelLater(kernels, size, flow, memory.w) : undefined;
  return [later ?? imageKernel(kernels, size, memory), dw, db];
}

function backwardInEngine(
  tensors: Tensors,
  size: ConvSize,
  flow: NdArray,
  cache: ConvCache,
): [NdArray, NdArray, NdArray] {
  const { layout } = cache.options;
  const dout = snapshotOf(tensors, imagesOf(flow, layout));
  const filters = snapshotOf(tensors, filtersOf(cache.w, layout));
  const dw = filterGradient(tensors, size, tensorOf(tensors, imagesOf(cache.x, layout)), dout);
  const db = resultOf(tensors, tensors.reduce("Sum", dout, [0, 1, 2]), [size.f]);
  const dwBack = filtersBack(resultOf(tensors, dw, [size.hh, size.ww, size.c, size.f]), layout);
  const shape = [size.n, size.h, size.w, size.c];
  const later = tensors.holdLater([filters, dout], shape, (fresh, [w, gradient]) =>
    imageGradient(fresh, size, w, gradient),
  );
  return [imagesBack(resident(later, size.dtype, shape), layout), dwBack, db];
}

function backwardInLoops(size: ConvSize, flow: NdArray, { x, w, options }: ConvCache): [NdArray, NdArray, NdArray] {
  const [dx, dw, db] = backwardLoops(
    denseImages(flow, size, options),
    denseImages(x, size, options),
    denseFilters(w, size, options),
    size,
  );
  const images = wrap(dx, size.dtype, [size.n, size.c, size.h, size.w]);
  const filters = wrap(dw, size.dtype, [size.f, size.c, size.hh, size.ww]);
  const turn = options.layout === "NHWC";
  return [
    turn ? images.transpose(0, 2, 3, 1) : images,
    turn ? filters.transpose(2, 3, 1, 0) : filters,
    wrap(db, size.dtype, [size.f]),
  ];
}
