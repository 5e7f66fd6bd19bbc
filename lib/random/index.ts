import { RandomState } from "./random-state.ts";

export type { ChoiceOptions } from "./choice.ts";
export { RandomState, type Size, type StreamState } from "./random-state.ts";

/**
 * The notebook's own stream of random numbers, as np.random is NumPy's: `random.seed(231); random.randn(2, 3)`.
 * The one state that a module holds on purpose; private streams are `new RandomState(seed)`.
 */
export const random = new RandomState();
