import { type Dtype, type NdArray, nd, random } from "../../index.ts";
import {
  type AffineCache,
  affineBackward,
  affineForward,
  type Grads,
  reluBackward,
  reluForward,
  softmaxLoss,
} from "./layers.ts";

/** affine - relu, repeated, then affine - softmax, with sgd. */
export class FullyConnectedNet {
  readonly params: Record<string, NdArray> = {};
  private readonly depth: number;

  constructor(dims: number[], dtype: Dtype) {
    this.depth = dims.length - 1;
    for (let i = 1; i < dims.length; i++) {
      this.params[`W${i}`] = random
        .randn(dims[i - 1], dims[i])
        .mul(5e-2)
        .astype(dtype);
      this.params[`b${i}`] = nd.zeros(dims[i], dtype);
    }
  }

  loss(x: NdArray, y: NdArray): [number, Grads] {
    const caches: AffineCache[] = [];
    const signs: NdArray[] = [];
    let out = x;
    for (let i = 1; i <= this.depth; i++) {
      const [next, cache] = affineForward(out, this.params[`W${i}`], this.params[`b${i}`]);
      caches.push(cache);
      out = next;
      if (i === this.depth) break;
      const [active, before] = reluForward(next);
      signs.push(before);
      out = active;
    }
    const [loss, dscores] = softmaxLoss(out, y);
    const grads: Grads = {};
    let dout = dscores;
    for (let i = this.depth; i >= 1; i--) {
      if (i < this.depth) dout = reluBackward(dout, signs[i - 1]);
      const [dx, dw, db] = affineBackward(dout, caches[i - 1]);
      grads[`W${i}`] = dw;
      grads[`b${i}`] = db;
      dout = dx;
    }
    return [loss, grads];
  }

  step(x: NdArray, y: NdArray, learningRate: number): number {
    const [loss, grads] = this.loss(x, y);
    for (const name in grads) this.params[name] = this.params[name].sub(grads[name].mul(learningRate));
    return loss;
  }
}
