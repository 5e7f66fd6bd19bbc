import type { NdArray } from "../nd/array.ts";
import { shapeText } from "../nd/shape.ts";
import { imagesOf } from "./conv-size.ts";
import { checkSliding, type ImageLayout, places } from "./window.ts";

/** The window of a pool and how it moves. */
export interface PoolOptions {
  poolHeight: number;
  poolWidth: number;
  /** Pixels between neighbouring windows. */
  stride: number;
  /** "NCHW" (default): x (N, C, H, W). "NHWC": x (N, H, W, C). */
  layout?: ImageLayout;
}

/** The sizes of a pool. */
export interface PoolSize {
  n: number;
  c: number;
  h: number;
  w: number;
  outH: number;
  outW: number;
  poolHeight: number;
  poolWidth: number;
  stride: number;
}

/** Checks the pictures against the window and works out the sizes. */
export function poolSize(name: string, x: NdArray, options: PoolOptions): PoolSize {
  const { poolHeight, poolWidth, stride, layout = "NCHW" } = options;
  const axes = layout === "NCHW" ? "(N, C, H, W)" : "(N, H, W, C)";
  if (x.ndim !== 4) throw new RangeError(`${name}: expected x of shape ${axes}, got ${shapeText(x.shape)}`);
  const [n, h, w, c] = imagesOf(x, layout).shape;
  const down = { length: h, window: poolHeight, stride, pad: 0 };
  const across = { length: w, window: poolWidth, stride, pad: 0 };
  checkSliding(name, "height", down);
  checkSliding(name, "width", across);
  return { n, c, h, w, outH: places(down), outW: places(across), poolHeight, poolWidth, stride };
}
