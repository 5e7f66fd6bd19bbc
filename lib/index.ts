export { numericalGradient, numericalGradientArray } from "./gradient-check/numerical-gradient.ts";
export { relError } from "./gradient-check/rel-error.ts";
export type { Dtype, Index, Operand, TypedArray } from "./nd/index.ts";
export * as nd from "./nd/index.ts";
export { NdArray } from "./nd/index.ts";
export { RandomState, random } from "./random/index.ts";
