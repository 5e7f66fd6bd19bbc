import {
  convBackwardFast,
  convForwardFast,
  type Dtype,
  maxPoolBackwardFast,
  maxPoolForwardFast,
  type NdArray,
  nd,
  random,
} from "../../index.ts";
import { affineBackward, affineForward, type Grads, reluBackward, reluForward, softmaxLoss } from "./layers.ts";

export interface ConvNetSizes {
  inputDim: [number, number, number];
  filters: number;
  filterSize: number;
  hidden: number;
  classes: number;
}

/** conv - relu - 2x2 max pool - affine - relu - affine - softmax, as in the course. */
export class ThreeLayerConvNet {
  readonly params: Record<string, NdArray>;
  readonly reg: number;

  constructor(sizes: ConvNetSizes, dtype: Dtype, reg: number) {
    const [c, h, w] = sizes.inputDim;
    const weights = (...shape: number[]) =>
      random
        .randn(...(shape as [number]))
        .mul(1e-2)
        .astype(dtype);
    this.reg = reg;
    this.params = {
      W1: weights(sizes.filters, c, sizes.filterSize, sizes.filterSize),
      b1: nd.zeros(sizes.filters, dtype),
      W2: weights((sizes.filters * h * w) / 4, sizes.hidden),
      b2: nd.zeros(sizes.hidden, dtype),
      W3: weights(sizes.hidden, sizes.classes),
      b3: nd.zeros(sizes.classes, dtype),
    };
  }

  loss(x: NdArray, y: NdArray, gradients = true): [number, Grads] {
    const { W1, b1, W2, b2, W3, b3 } = this.params;
    const pad = (W1.shape[2] - 1) / 2;
    const [conv, convCache] = convForwardFast(x, W1, b1, { stride: 1, pad });
    const [active, reluCache] = reluForward(conv);
    const [pooled, poolCache] = maxPoolForwardFast(active, { poolHeight: 2, poolWidth: 2, stride: 2 });
    const [hidden, hiddenCache] = affineForward(pooled, W2, b2);
    const [active2, relu2Cache] = reluForward(hidden);
    const [scores, scoresCache] = affineForward(active2, W3, b3);
    const [dataLoss, dscores] = softmaxLoss(scores, y);
    const squares = [W1, W2, W3].reduce((sum, w) => sum + (this.reg === 0 ? 0 : w.mul(w).sum()), 0);
    const loss = dataLoss + 0.5 * this.reg * squares;
    if (!gradients) return [loss, {}];
    const [dactive2, dW3, db3] = affineBackward(dscores, scoresCache);
    const [dpooled, dW2, db2] = affineBackward(reluBackward(dactive2, relu2Cache), hiddenCache);
    const dactive = maxPoolBackwardFast(dpooled, poolCache);
    const [, dW1, db1] = convBackwardFast(reluBackward(dactive, reluCache), convCache);
    const regularised = (dw: NdArray, w: NdArray) => (this.reg === 0 ? dw : dw.add(w.mul(this.reg)));
    return [
      loss,
      { W1: regularised(dW1, W1), b1: db1, W2: regularised(dW2, W2), b2: db2, W3: regularised(dW3, W3), b3: db3 },
    ];
  }
}
