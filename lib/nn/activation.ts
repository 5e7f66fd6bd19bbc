import type { NdArray } from "../nd/array.ts";

/**
 * A function that a layer applies to its pre-activations Z, any shape.
 * Subclasses write both passes; nothing is kept between them.
 */
export abstract class Activation {
  /** f(Z), same shape as Z. */
  abstract forward(Z: NdArray): NdArray;

  /**
   * The gradient of the loss with respect to Z.
   *
   * @param Z what `forward` was given
   * @param dY the gradient of the loss with respect to f(Z), same shape
   */
  abstract backward(Z: NdArray, dY: NdArray): NdArray;
}
