import type { NdArray } from "../nd/array.ts";
import { random } from "../random/index.ts";
import type { RandomState } from "../random/random-state.ts";
import type { Model } from "./model.ts";

export interface AccuracyOptions {
  /** Look at so many randomly chosen examples only, where there are more. */
  numSamples?: number;
  /** Examples per call of the model. Default 100. */
  batchSize?: number;
  /** The stream that chooses; default: the global one. */
  stream?: RandomState;
}

/** The class with the greatest score for each of N examples: (N,) int32. */
export function predict(model: Pick<Model, "loss">, X: NdArray, batchSize = 100): Int32Array {
  const N = X.shape[0];
  const labels = new Int32Array(N);
  for (let start = 0; start < N; start += batchSize) {
    const scores = model.loss(X.slice(`${start}:${Math.min(N, start + batchSize)}`));
    checkScores(scores, Math.min(N, start + batchSize) - start);
    labels.set(scores.argmax(1).flatten().data, start);
  }
  return labels;
}

/** The share of examples whose greatest score is their class's. */
export function accuracy(model: Pick<Model, "loss">, X: NdArray, y: NdArray, options: AccuracyOptions = {}): number {
  const { numSamples, batchSize, stream = random } = options;
  const N = X.shape[0];
  if (numSamples !== undefined && N > numSamples) {
    const mask = stream.choice(N, numSamples) as NdArray;
    return accuracy(model, X.slice(mask), y.slice(mask), { batchSize });
  }
  const labels = y.flatten().data;
  const right = predict(model, X, batchSize).reduce((count, label, n) => count + (label === labels[n] ? 1 : 0), 0);
  return right / N;
}

function checkScores(scores: NdArray, N: number): void {
  if (scores?.ndim === 2 && scores.shape[0] === N) return;
  const got = scores?.shape ? `shape (${scores.shape.join(", ")})` : typeof scores;
  throw new Error(`Solver: expected loss(X) without y to return scores of shape (${N}, C), got ${got}`);
}
