/** Holds an assignment to its promise: reference, empty, mutants and cheats get what they must. */
export { type AccuracyOptions, type AccuracyRow, accuracy, hasAccuracy, reached } from "./accuracy.ts";
export { agrees, type Figure, type GoldenRow, golden } from "./golden.ts";
export { judgeSample } from "./judge.ts";
export { type VerifiedAssignment, verifyJunit } from "./junit.ts";
export { type SampleVerdict, type Verified, type VerifyOptions, verify } from "./verify.ts";
