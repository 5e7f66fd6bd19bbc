/** Holds an assignment to its promise: reference, empty, mutants and cheats get what they must. */
export { judgeSample } from "./judge.ts";
export { type SampleVerdict, type Verified, type VerifyOptions, verify } from "./verify.ts";
