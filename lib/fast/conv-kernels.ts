import { type Floats, type Kernels, nativeKernels } from "../engine/index.ts";
import type { NdArray } from "../nd/array.ts";
import { allocate } from "../nd/dtype.ts";
import { wrap } from "../nd/make.ts";
import { written, writtenLater } from "../nd/put-off.ts";
import { isContiguous } from "../nd/shape.ts";
import { heldBy } from "../nd/value-home.ts";
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

/** What a kernel reads, looked at when it begins. */
export interface ConvMemory {
  x: () => Floats;
  w: () => Floats;
  b: () => Floats;
  dout: () => Floats;
}

type Reads<K extends keyof ConvMemory> = Pick<ConvMemory, K>;

/** out (N, F, outH, outW) from x (N, C, H, W), w (F, C, HH, WW), b (F,). */
export function forwardKernel(kernels: Kernels, size: ConvSize, { x, w, b }: Reads<"x" | "w" | "b">): NdArray {
  const shape = [size.n, size.f, size.outH, size.outW];
  return written(size.dtype, shape, (out) => kernels.convForward(x(), w(), b(), out, sizesOf(size)));
}

/** dw and db of the shapes of w and b. */
export function filterKernel(kernels: Kernels, size: ConvSize, { x, dout }: Reads<"x" | "dout">): [NdArray, NdArray] {
  const { c, f, hh, ww, dtype } = size;
  const [dw, db] = [allocate(dtype, f * c * hh * ww) as Floats, allocate(dtype, f) as Floats];
  kernels.convFilters(x(), dout(), dw, db, sizesOf(size));
  return [wrap(dw, dtype, [f, c, hh, ww]), wrap(db, dtype, [f])];
}

/** dx of the shape of x. */
export function imageKernel(kernels: Kernels, size: ConvSize, { w, dout }: Reads<"w" | "dout">): NdArray {
  const shape = [size.n, size.c, size.h, size.w];
  return written(size.dtype, shape, (dx) => kernels.convImages(w(), dout(), dx, sizesOf(size)));
}

/** As `imageKernel`, computed when someone wants it; undefined where `flow`, the upstream gradient, is not held as a value. */
export function imageKernelLater(
  kernels: Kernels,
  size: ConvSize,
  flow: NdArray,
  w: () => Floats,
): NdArray | undefined {
  const held = isContiguous(flow.shape, flow.stride) ? heldBy(flow) : undefined;
  if (!held) return undefined;
  const filters = w().slice();
  const shape = [size.n, size.c, size.h, size.w];
  return writtenLater(size.dtype, shape, [held], (dx, [dout]) => kernels.convImages(filters, dout, dx, sizesOf(size)));
}
