/** The smallest model that solvers train: a linear map with squared error; for tests. */
import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { random } from "../random/index.ts";

export class LeastSquares {
  params: Record<string, NdArray> = { W: nd.zeros([4, 3]) };

  loss(X: NdArray): NdArray;
  loss(X: NdArray, y: NdArray): [number, Record<string, NdArray>];
  loss(X: NdArray, y?: NdArray): NdArray | [number, Record<string, NdArray>] {
    const scores = X.dot(this.params.W);
    if (!y) return scores;
    const N = X.shape[0];
    scores.addAt([nd.arange(N), y], -1);
    return [scores.square().sum() / N, { W: X.T.dot(scores).mul(2 / N) }];
  }
}

/** 60 training and 20 validation examples of 3 classes, the same as NumPy's RandomState(231) gives. */
export function smallData() {
  random.seed(231);
  const XTrain = random.randn(60, 4);
  const yTrain = random.randint(0, 3, 60) as NdArray;
  const XVal = random.randn(20, 4);
  const yVal = random.randint(0, 3, 20) as NdArray;
  nd.addAt(XTrain, [nd.arange(60), yTrain], 1);
  nd.addAt(XVal, [nd.arange(20), yVal], 1);
  return { XTrain, yTrain, XVal, yVal };
}
