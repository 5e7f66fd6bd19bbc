import type { NdArray } from "../nd/array.ts";
import { type Dtype, isFloat } from "../nd/dtype.ts";
import { resultType } from "../nd/elementwise.ts";
import { shapeText } from "../nd/shape.ts";
import { checkSliding, type ImageLayout, places } from "./window.ts";

/** How a convolution moves and which axes its arrays have. */
export interface ConvOptions {
  /** Pixels between neighbouring places of the filter. */
  stride: number;
  /** Zeros around the picture, on each side. */
  pad: number;
  /** "NCHW" (default): x (N, C, H, W), w (F, C, HH, WW). "NHWC": x (N, H, W, C), w (HH, WW, C, F). */
  layout?: ImageLayout;
}

/** The sizes of a convolution. */
export interface ConvSize {
  n: number;
  c: number;
  h: number;
  w: number;
  f: number;
  hh: number;
  ww: number;
  /** Places of the filter, down and across. */
  outH: number;
  outW: number;
  stride: number;
  pad: number;
  /** What is computed in: float64 or float32. */
  dtype: Dtype;
}

/** Orders of axes that turn what the caller has into NHWC images and (HH, WW, C, F) filters, and back. */
export const IMAGE_ORDER = { to: [0, 2, 3, 1], back: [0, 3, 1, 2] };
export const FILTER_ORDER = { to: [2, 3, 1, 0], back: [3, 2, 0, 1] };

/** NHWC images, as a view. */
export function imagesOf(x: NdArray, layout: ImageLayout = "NCHW"): NdArray {
  return layout === "NCHW" ? x.transpose(IMAGE_ORDER.to) : x;
}

/** NHWC images in the caller's layout, as a view. */
export function imagesBack(x: NdArray, layout: ImageLayout = "NCHW"): NdArray {
  return layout === "NCHW" ? x.transpose(IMAGE_ORDER.back) : x;
}

/** (HH, WW, C, F) filters, as a view. */
export function filtersOf(w: NdArray, layout: ImageLayout = "NCHW"): NdArray {
  return layout === "NCHW" ? w.transpose(FILTER_ORDER.to) : w;
}

/** (HH, WW, C, F) filters in the caller's layout, as a view. */
export function filtersBack(w: NdArray, layout: ImageLayout = "NCHW"): NdArray {
  return layout === "NCHW" ? w.transpose(FILTER_ORDER.back) : w;
}

/** Checks the arrays of a convolution against each other and works out its sizes. */
export function convSize(name: string, x: NdArray, w: NdArray, b: NdArray, options: ConvOptions): ConvSize {
  const { stride, pad, layout = "NCHW" } = options;
  if (layout !== "NCHW" && layout !== "NHWC")
    throw new RangeError(`${name}: expected layout "NCHW" or "NHWC", got ${layout}`);
  const axes = layout === "NCHW" ? "(N, C, H, W)" : "(N, H, W, C)";
  if (x.ndim !== 4) throw new RangeError(`${name}: expected x of shape ${axes}, got ${shapeText(x.shape)}`);
  const [n, h, width, c] = imagesOf(x, layout).shape;
  const filters = layout === "NCHW" ? `(F, ${c}, HH, WW)` : `(HH, WW, ${c}, F)`;
  const [hh, ww, channels, f] = w.ndim === 4 ? filtersOf(w, layout).shape : [];
  if (channels !== c) {
    const got = `got ${shapeText(w.shape)}`;
    throw new RangeError(`${name}: expected w of shape ${filters} for x of shape ${shapeText(x.shape)}, ${got}`);
  }
  if (b.ndim !== 1 || b.shape[0] !== f)
    throw new RangeError(
      `${name}: expected b of shape (${f},) for w of shape ${shapeText(w.shape)}, got ${shapeText(b.shape)}`,
    );
  const down = { length: h, window: hh, stride, pad };
  const across = { length: width, window: ww, stride, pad };
  checkSliding(name, "height", down);
  checkSliding(name, "width", across);
  const common = resultType(x, w, b);
  const dtype = isFloat(common) ? common : "float64";
  return { n, c, h, w: width, f, hh, ww, outH: places(down), outW: places(across), stride, pad, dtype };
}
