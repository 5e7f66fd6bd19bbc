import { type NdArray, nd } from "../../index.ts";

/** A convolution as a student writes it first: loops over everything. */
export function convForwardNaive(x: NdArray, w: NdArray, b: NdArray, stride: number, pad: number): NdArray {
  const [N, C, H, W] = x.shape;
  const [F, , HH, WW] = w.shape;
  const [outH, outW] = [(H + 2 * pad - HH) / stride + 1, (W + 2 * pad - WW) / stride + 1].map(Math.floor);
  const padded = nd.pad(x, [
    [0, 0],
    [0, 0],
    [pad, pad],
    [pad, pad],
  ]);
  const out = nd.zeros([N, F, outH, outW]);
  for (let n = 0; n < N; n++) {
    for (let f = 0; f < F; f++) {
      for (let i = 0; i < outH; i++) {
        for (let j = 0; j < outW; j++) {
          let sum = b.get(f);
          for (let c = 0; c < C; c++) {
            for (let u = 0; u < HH; u++) {
              for (let v = 0; v < WW; v++) {
                sum += padded.get(n, c, i * stride + u, j * stride + v) * w.get(f, c, u, v);
              }
            }
          }
          out.set(n, f, i, j, sum);
        }
      }
    }
  }
  return out;
}
