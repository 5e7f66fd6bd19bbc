import type { Dtype, TypedArray } from "../nd/dtype.ts";
import { allocate } from "../nd/dtype.ts";
import { type Floats, matmulLoops } from "../nd/matmul-loops.ts";
import type { ConvSize } from "./conv-size.ts";

/** Convolutions in plain TypeScript on dense NCHW memory: windows as columns of a matrix (im2col), then products. */

/**
 * Copies the windows of one picture x (C, H, W) to the columns of (C HH WW, outH outW) (im2col), or adds the columns back
 * to the places that they came from (col2im). Hot: one row of the picture at a time.
 */
function moveWindows(
  direction: "out" | "back",
  x: TypedArray,
  start: number,
  columns: TypedArray,
  size: ConvSize,
): void {
  const { c, h, w, hh, ww, outH, outW, stride, pad } = size;
  const back = direction === "back";
  let place = 0;
  for (let channel = 0; channel < c; channel++) {
    for (let i = 0; i < hh; i++) {
      for (let j = 0; j < ww; j++) {
        for (let row = 0; row < outH; row++) {
          const y = row * stride + i - pad;
          const line = start + (channel * h + y) * w + j - pad;
          const inside = y >= 0 && y < h;
          for (let column = 0; column < outW; column++, place++) {
            const at = column * stride + j - pad;
            const seen = inside && at >= 0 && at < w;
            if (!back) columns[place] = seen ? x[line + column * stride] : 0;
            else if (seen) x[line + column * stride] += columns[place];
          }
        }
      }
    }
  }
}

/** out (N, F, outH, outW) from x (N, C, H, W), w (F, C, HH, WW), b (F,). */
export function forwardLoops(x: Floats, w: Floats, b: TypedArray, size: ConvSize): TypedArray {
  const { n, c, h, w: width, f, hh, ww, outH, outW } = size;
  const [k, area] = [c * hh * ww, outH * outW];
  const out = allocate(size.dtype as Dtype, n * f * area);
  const columns = allocate(size.dtype, k * area) as Floats;
  for (let picture = 0; picture < n; picture++) {
    moveWindows("out", x, picture * c * h * width, columns, size);
    const product = matmulLoops(w, columns, { m: f, k, n: area });
    for (let filter = 0, place = 0; filter < f; filter++) {
      for (let i = 0; i < area; i++, place++) product[place] += b[filter];
    }
    out.set(product, picture * f * area);
  }
  return out;
}

/** dx, dw and db of the shapes of x, w and b. */
export function backwardLoops(
  dout: Floats,
  x: Floats,
  w: Floats,
  size: ConvSize,
): [TypedArray, TypedArray, TypedArray] {
  const { n, c, h, w: width, f, hh, ww, outH, outW, dtype } = size;
  const [k, area] = [c * hh * ww, outH * outW];
  const [dx, dw, db] = [allocate(dtype, x.length), allocate(dtype, w.length), allocate(dtype, f)];
  const columns = allocate(dtype, k * area) as Floats;
  for (let picture = 0; picture < n; picture++) {
    moveWindows("out", x, picture * c * h * width, columns, size);
    const flow = dout.subarray(picture * f * area, (picture + 1) * f * area) as Floats;
    const product = matmulLoops(flow, columns, { m: f, k: area, n: k, transposeB: true });
    for (let i = 0; i < product.length; i++) dw[i] += product[i];
    for (let i = 0; i < flow.length; i++) db[Math.floor(i / area)] += flow[i];
    const back = matmulLoops(w, flow, { m: k, k: f, n: area, transposeA: true });
    moveWindows("back", dx, picture * c * h * width, back, size);
  }
  return [dx, dw, db];
}
