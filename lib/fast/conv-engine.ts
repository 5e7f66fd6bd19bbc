import type { Tensors } from "../engine/index.ts";
import type { AttributeValue } from "../engine/tensors.ts";
import type { ConvSize } from "./conv-size.ts";
import { isSame } from "./window.ts";

/** Convolutions of NHWC tensors in the engine. */

/** Whether the library pads by itself, or zeros are put around the pictures first. */
interface Route {
  attributes: Record<string, AttributeValue>;
  padFirst: boolean;
}

/**
 * The library's quick float32 kernels (oneDNN) take the paddings SAME and VALID only; its float64 kernels take any.
 */
function routeOf(size: ConvSize): Route {
  const { stride, pad, h, w, hh, ww } = size;
  const same = isSame({ length: h, window: hh, stride, pad }) && isSame({ length: w, window: ww, stride, pad });
  const explicit = pad > 0 && size.dtype === "float64";
  const padding = explicit ? "EXPLICIT" : same && pad > 0 ? "SAME" : "VALID";
  const attributes = {
    strides: [1, stride, stride, 1],
    padding,
    explicit_paddings: explicit ? [0, 0, pad, pad, pad, pad, 0, 0] : [],
    data_format: "NHWC",
    dilations: [1, 1, 1, 1],
    use_cudnn_on_gpu: true,
  };
  return { attributes, padFirst: pad > 0 && padding === "VALID" };
}

function padded(tensors: Tensors, x: number, { pad }: ConvSize): number {
  return tensors.pad(x, [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ]);
}

/** x (N, H, W, C) with w (HH, WW, C, F) and b (F,): (N, outH, outW, F). */
export function forward(tensors: Tensors, size: ConvSize, x: number, w: number, b: number): number {
  const { attributes, padFirst } = routeOf(size);
  const out = tensors.run("Conv2D", [padFirst ? padded(tensors, x, size) : x, w], attributes);
  return tensors.run("BiasAdd", [out, b], { data_format: "NHWC" });
}

/** The gradient on w from x and dout (N, outH, outW, F). */
export function filterGradient(tensors: Tensors, size: ConvSize, x: number, dout: number): number {
  const { attributes, padFirst } = routeOf(size);
  const shape = tensors.ints([size.hh, size.ww, size.c, size.f]);
  const input = padFirst ? padded(tensors, x, size) : x;
  return tensors.run("Conv2DBackpropFilter", [input, shape, dout], attributes);
}

/** The gradient on x from w and dout. */
export function imageGradient(tensors: Tensors, size: ConvSize, w: number, dout: number): number {
  const { n, h, w: width, c, pad, stride, hh, ww } = size;
  const { attributes, padFirst } = routeOf(size);
  if (stride === 1 && size.dtype === "float64" && hh === 2 * pad + 1 && ww === hh) {
    return tensors.run("Conv2D", [dout, turned(tensors, w)], attributes);
  }
  if (!padFirst) return tensors.run("Conv2DBackpropInput", [tensors.ints([n, h, width, c]), w, dout], attributes);
  const shape = tensors.ints([n, h + 2 * pad, width + 2 * pad, c]);
  const whole = tensors.run("Conv2DBackpropInput", [shape, w, dout], attributes);
  return tensors.slice(whole, [0, pad, pad, 0], [n, h, width, c]);
}

/** Filters turned by half a circle, inputs and outputs exchanged: convolving dout with them gives dx, quicker in float64. */
function turned(tensors: Tensors, w: number): number {
  return tensors.transpose(tensors.reverse(w, [0, 1]), [0, 1, 3, 2]);
}
