import { type Floats, type Kernels, nativeKernels } from "../engine/index.ts";
import type { TypedArray } from "../nd/dtype.ts";
import { allocate } from "../nd/dtype.ts";
import { unfilled } from "../nd/unfilled.ts";
import type { ConvSize } from "./conv-size.ts";

/** Convolutions of dense NCHW memory by our own kernels. */

/** Multiplications that a call must replace. */
const WORTH = 3_000;

/** The kernels, for pictures that lie NCHW; undefined where there are none, or the loops are as quick. */
export function convKernels(size: ConvSize): Kernels | undefined {
  const { n, f, outH, outW, c, hh, ww } = size;
  return n * f * outH * outW * c * hh * ww < WORTH ? undefined : nativeKernels();
}

function sizesOf({ n, c, h, w, f, hh, ww, outH, outW, stride, pad }: ConvSize): Int32Array {
  return Int32Array.of(n, c, h, w, f, hh, ww, outH, outW, stride, pad);
}

/** out (N, F, outH, outW) from x (N, C, H, W), w (F, C, HH, WW), b (F,). */
export function forwardKernel(kernels: Kernels, size: ConvSize, x: Floats, w: Floats, b: Floats): TypedArray {
  const out = unfilled(size.dtype, size.n * size.f * size.outH * size.outW) as Floats;
  kernels.convForward(x, w, b, out, sizesOf(size));
  return out;
}

/** dw and db of the shapes of w and b. */
export function filterKernel(kernels: Kernels, size: ConvSize, x: Floats, dout: Floats): [TypedArray, TypedArray] {
  const { c, f, hh, ww, dtype } = size;
  const [dw, db] = [allocate(dtype, f * c * hh * ww) as Floats, allocate(dtype, f) as Floats];
  kernels.convFilters(x, dout, dw, db, sizesOf(size));
  return [dw, db];
}

/** dx of the shape of x. */
export function imageKernel(kernels: Kernels, size: ConvSize, w: Floats, dout: Floats): TypedArray {
  const dx = unfilled(size.dtype, size.n * size.c * size.h * size.w) as Floats;
  kernels.convImages(w, dout, dx, sizesOf(size));
  return dx;
}
