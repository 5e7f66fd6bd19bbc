/** NumPy's vocabulary on arrays of the npm package `ndarray`. Imported as `nd`. */

export * from "./arithmetic.ts";
export { NdArray } from "./array.ts";
export * from "./broadcast.ts";
export * from "./close.ts";
export * from "./compare.ts";
export * from "./create.ts";
export * from "./cumulate.ts";
export type { Dtype, TypedArray } from "./dtype.ts";
export { einsum } from "./einsum.ts";
export { resultType } from "./elementwise.ts";
export * from "./extreme-place.ts";
export * from "./join.ts";
export * from "./math.ts";
export { diagonal, dot, matmul, outer, trace } from "./matmul.ts";
export * from "./nonzero.ts";
export * from "./norm.ts";
export type { Nested, Operand } from "./operand.ts";
export * from "./pad.ts";
export { addAt, put, slice } from "./pick.ts";
export { type Axis, all, any, max, min, prod, sum } from "./reduce.ts";
export * from "./reshape.ts";
export type { Index } from "./slice.ts";
export { argsort, bincount, searchsorted, sort, unique, uniqueAll } from "./sort.ts";
export { mean, std, variance as var } from "./statistics.ts";
export * from "./take.ts";
export { where } from "./where.ts";
