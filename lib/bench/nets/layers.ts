import { type NdArray, nd } from "../../index.ts";

/** Layers as a student writes them from the course's formulas: the benchmark's own, on our arrays alone. */

export type Grads = Record<string, NdArray>;

export interface AffineCache {
  x: NdArray;
  w: NdArray;
}

/** x (N, ...) flattened to (N, D), times w (D, M), plus b (M,). */
export function affineForward(x: NdArray, w: NdArray, b: NdArray): [NdArray, AffineCache] {
  return [x.reshape(x.shape[0], -1).dot(w).add(b), { x, w }];
}

export function affineBackward(dout: NdArray, { x, w }: AffineCache): [NdArray, NdArray, NdArray] {
  const dx = dout.dot(w.T).reshape(x.shape);
  const dw = x.reshape(x.shape[0], -1).T.dot(dout);
  return [dx, dw, dout.sum(0)];
}

export function reluForward(x: NdArray): [NdArray, NdArray] {
  return [nd.maximum(x, 0), x];
}

export function reluBackward(dout: NdArray, x: NdArray): NdArray {
  return dout.mul(x.gt(0));
}

/** Mean cross entropy of the softmax of x (N, C) for labels y (N,), and its gradient. */
export function softmaxLoss(x: NdArray, y: NdArray): [number, NdArray] {
  const n = x.shape[0];
  const shifted = x.sub(x.max({ axis: 1, keepdims: true }));
  const logProbs = shifted.sub(shifted.exp().sum({ axis: 1, keepdims: true }).log());
  const rows = nd.arange(n);
  const loss = -logProbs.slice(rows, y).sum() / n;
  const dx = logProbs.exp();
  nd.addAt(dx, [rows, y], -1);
  return [loss, dx.div(n)];
}

export interface AdamConfig {
  learningRate: number;
  t: number;
  m: NdArray;
  v: NdArray;
}

/** Adam with bias correction, line by line as in the course. */
export function adam(w: NdArray, dw: NdArray, config: AdamConfig): NdArray {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  config.t += 1;
  config.m = config.m.mul(beta1).add(dw.mul(1 - beta1));
  config.v = config.v.mul(beta2).add(dw.pow(2).mul(1 - beta2));
  const mHat = config.m.div(1 - beta1 ** config.t);
  const vHat = config.v.div(1 - beta2 ** config.t);
  return w.sub(mHat.mul(config.learningRate).div(vHat.sqrt().add(epsilon)));
}

/** A model whose parameters adam updates. */
export class AdamTrainer {
  private readonly configs: Record<string, AdamConfig> = {};
  private readonly params: Record<string, NdArray>;

  constructor(params: Record<string, NdArray>) {
    this.params = params;
    for (const [name, w] of Object.entries(params)) {
      this.configs[name] = { learningRate: 1e-3, t: 0, m: nd.zeros(w.shape, w.dtype), v: nd.zeros(w.shape, w.dtype) };
    }
  }

  update(grads: Grads): void {
    for (const name in grads) this.params[name] = adam(this.params[name], grads[name], this.configs[name]);
  }
}
