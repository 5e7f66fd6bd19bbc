import { type Dtype, type NdArray, nd, random } from "../../index.ts";
import { type Grads, softmaxLoss } from "./layers.ts";

/** A vanilla RNN that writes captions, as in the course: N pictures, T words, D word vectors, H hidden, V words. */
export class CaptioningRnn {
  readonly params: Record<string, NdArray>;

  constructor(features: number, d: number, h: number, v: number, dtype: Dtype) {
    const weights = (rows: number, columns: number) => random.randn(rows, columns).mul(5e-2).astype(dtype);
    this.params = {
      Wproj: weights(features, h),
      bproj: nd.zeros(h, dtype),
      Wembed: weights(v, d),
      Wx: weights(d, h),
      Wh: weights(h, h),
      b: nd.zeros(h, dtype),
      Wvocab: weights(h, v),
      bvocab: nd.zeros(v, dtype),
    };
  }

  /** features (N, F), captions (N, T + 1) of word numbers. */
  loss(features: NdArray, captions: NdArray): [number, Grads] {
    const { Wproj, bproj, Wembed, Wx, Wh, b, Wvocab, bvocab } = this.params;
    const [n, t] = [captions.shape[0], captions.shape[1] - 1];
    const [d, h] = Wx.shape;
    const input = captions.slice(":", ":-1");
    const x = Wembed.slice(input);
    const h0 = features.dot(Wproj).add(bproj);
    const states = nd.zeros([n, t, h], x.dtype);
    let state = h0;
    for (let i = 0; i < t; i++) {
      state = x.slice(":", i).dot(Wx).add(state.dot(Wh)).add(b).tanh();
      states.slice(":", i).assign(state);
    }
    const flat = states.reshape(n * t, h);
    const [mean, dscores] = softmaxLoss(flat.dot(Wvocab).add(bvocab), captions.slice(":", "1:").reshape(-1));
    const dflow = dscores.mul(t);
    const dstates = dflow.dot(Wvocab.T).reshape(n, t, h);
    const dx = nd.zeros([n, t, d], x.dtype);
    let [dWx, dWh, db] = [nd.zeros(Wx.shape, x.dtype), nd.zeros(Wh.shape, x.dtype), nd.zeros(h, x.dtype)];
    let dnext = nd.zeros([n, h], x.dtype);
    for (let i = t - 1; i >= 0; i--) {
      const now = states.slice(":", i);
      const da = dstates.slice(":", i).add(dnext).mul(now.mul(now).neg().add(1));
      dx.slice(":", i).assign(da.dot(Wx.T));
      dWx = dWx.add(x.slice(":", i).T.dot(da));
      dWh = dWh.add((i > 0 ? states.slice(":", i - 1) : h0).T.dot(da));
      db = db.add(da.sum(0));
      dnext = da.dot(Wh.T);
    }
    const dWembed = nd.zeros(Wembed.shape, x.dtype);
    nd.addAt(dWembed, [input], dx);
    const grads = {
      Wproj: features.T.dot(dnext),
      bproj: dnext.sum(0),
      Wembed: dWembed,
      Wx: dWx,
      Wh: dWh,
      b: db,
      Wvocab: flat.T.dot(dflow),
      bvocab: dflow.sum(0),
    };
    return [mean * t, grads];
  }
}
