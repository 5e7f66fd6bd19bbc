import { type Dtype, type NdArray, nd, random } from "../../index.ts";
import { affineBackward, affineForward, type Grads, softmaxLoss } from "./layers.ts";

interface Step {
  x: NdArray;
  before: NdArray;
  cellBefore: NdArray;
  gates: NdArray;
  fresh: NdArray;
  cellTanh: NdArray;
}

const sigmoid = (x: NdArray) => nd.divide(1, x.neg().exp().add(1));

/** An LSTM over a sequence with a classifier on its last state: N sequences, T steps, D inputs, H hidden. */
export class LstmClassifier {
  readonly params: Record<string, NdArray>;

  constructor(d: number, h: number, classes: number, dtype: Dtype) {
    const weights = (rows: number, columns: number) => random.randn(rows, columns).mul(5e-2).astype(dtype);
    this.params = {
      Wx: weights(d, 4 * h),
      Wh: weights(h, 4 * h),
      b: nd.zeros(4 * h, dtype),
      Wo: weights(h, classes),
      bo: nd.zeros(classes, dtype),
    };
  }

  loss(x: NdArray, y: NdArray): [number, Grads] {
    const { Wx, Wh, b, Wo, bo } = this.params;
    const [n, t] = x.shape;
    const h = Wh.shape[0];
    const steps: Step[] = [];
    let [state, cell] = [nd.zeros([n, h], x.dtype), nd.zeros([n, h], x.dtype)];
    for (let i = 0; i < t; i++) {
      const now = x.slice(":", i);
      const a = now.dot(Wx).add(state.dot(Wh)).add(b);
      const gates = sigmoid(a.slice(":", `:${3 * h}`));
      const fresh = a.slice(":", `${3 * h}:`).tanh();
      const [input, forget, output] = [0, 1, 2].map((k) => gates.slice(":", `${k * h}:${(k + 1) * h}`));
      const next = forget.mul(cell).add(input.mul(fresh));
      const cellTanh = next.tanh();
      steps.push({ x: now, before: state, cellBefore: cell, gates, fresh, cellTanh });
      [state, cell] = [output.mul(cellTanh), next];
    }
    const [scores, cache] = affineForward(state, Wo, bo);
    const [loss, dscores] = softmaxLoss(scores, y);
    const [dstate, dWo, dbo] = affineBackward(dscores, cache);
    return [loss, { ...this.backward(steps, dstate), Wo: dWo, bo: dbo }];
  }

  private backward(steps: Step[], last: NdArray): Grads {
    const { Wx, Wh, b } = this.params;
    const h = Wh.shape[0];
    let [dWx, dWh, db] = [Wx, Wh, b].map((w) => nd.zeros(w.shape, w.dtype));
    let dstate = last;
    let dcell = nd.zeros(last.shape, last.dtype);
    for (const { x, before, cellBefore, gates, fresh, cellTanh } of steps.reverse()) {
      const [input, forget, output] = [0, 1, 2].map((k) => gates.slice(":", `${k * h}:${(k + 1) * h}`));
      const flow = dcell.add(dstate.mul(output).mul(cellTanh.mul(cellTanh).neg().add(1)));
      const dgates = nd.concatenate([flow.mul(fresh), flow.mul(cellBefore), dstate.mul(cellTanh)], 1);
      const da = nd.concatenate(
        [dgates.mul(gates).mul(gates.neg().add(1)), flow.mul(input).mul(fresh.mul(fresh).neg().add(1))],
        1,
      );
      dWx = dWx.add(x.T.dot(da));
      dWh = dWh.add(before.T.dot(da));
      db = db.add(da.sum(0));
      dstate = da.dot(Wh.T);
      dcell = flow.mul(forget);
    }
    return { Wx: dWx, Wh: dWh, b: db };
  }
}
