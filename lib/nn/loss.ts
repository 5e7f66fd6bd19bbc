import type { NdArray } from "../nd/array.ts";

/** What a network minimises, as one number per batch of m examples. */
export abstract class Loss {
  /** How options and logs call it. */
  abstract readonly name: string;

  /**
   * The loss of a batch.
   *
   * @param Y targets, (m, k)
   * @param YHat the network's outputs, (m, k)
   */
  abstract forward(Y: NdArray, YHat: NdArray): number;

  /** The gradient of the loss with respect to YHat, (m, k). */
  abstract backward(Y: NdArray, YHat: NdArray): NdArray;
}
