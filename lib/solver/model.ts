/** What solvers ask of models and of data. */
import type { NdArray } from "../nd/array.ts";

/** A classifier as the assignments write them. */
export interface Model {
  params: Record<string, NdArray>;
  /** Class scores (N, C) at test time. */
  loss(X: NdArray): NdArray;
  /** The loss of a labelled minibatch, and its gradient with respect to every parameter. */
  loss(X: NdArray, y: NdArray): [number, Record<string, NdArray>];
}

/** Training and validation examples: X (N, d1, ..., dk), y (N,) class numbers. */
export interface SolverData {
  XTrain: NdArray;
  yTrain: NdArray;
  XVal: NdArray;
  yVal: NdArray;
}

/** Checks that examples and labels belong together, naming the pair that does not. */
export function checkData(data: SolverData): void {
  for (const [X, y] of [
    ["XTrain", "yTrain"],
    ["XVal", "yVal"],
  ] as const) {
    if (!data[X] || !data[y])
      throw new Error(`Solver: expected data { XTrain, yTrain, XVal, yVal }, ${data[X] ? y : X} is missing`);
    if (data[X].shape[0] !== data[y].shape[0]) {
      const labels = `${data[y].shape[0]} labels in ${y}`;
      throw new Error(`Solver: expected as many labels as examples, got ${data[X].shape[0]} in ${X} and ${labels}`);
    }
  }
}

/** Copies of all parameters. */
export function copyParams(params: Record<string, NdArray>): Record<string, NdArray> {
  return Object.fromEntries(Object.entries(params).map(([name, w]) => [name, w.copy()]));
}
