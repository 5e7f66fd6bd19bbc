import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import type { Activation } from "./activation.ts";

/**
 * One layer of a network.
 *
 * A subclass fills `parameters`, `gradients` and `cache` when it sees its first input (only then is the number of inputs
 * known), computes its output in `forward`, and in `backward` writes the gradients of its parameters and returns the
 * gradient with respect to its input. Examples lie along the first axis of X.
 */
export abstract class Layer {
  /** Weights and biases by name. */
  parameters: Record<string, NdArray> = {};
  /** The gradient of the loss with respect to each parameter: the same names and shapes. */
  gradients: Record<string, NdArray> = {};
  /** What `forward` keeps for `backward`. */
  cache: Record<string, NdArray> = {};
  /** Input units or channels; unknown before the first input. */
  nIn: number | undefined;
  /** Output units or channels; the last layer's is set by the data set. */
  nOut: number | undefined;
  /** What is applied to the layer's linear part, if anything. */
  activation: Activation | undefined;

  /** The layer's output for a batch. */
  abstract forward(X: NdArray): NdArray;

  /** @param dLdY the gradient of the loss with respect to the output @returns the one with respect to the input */
  abstract backward(dLdY: NdArray): NdArray;

  /** Forgets the last batch: gradients become zeros. */
  clearGradients(): void {
    for (const [name, parameter] of Object.entries(this.parameters)) this.gradients[name] = nd.zerosLike(parameter);
    this.cache = {};
  }
}
