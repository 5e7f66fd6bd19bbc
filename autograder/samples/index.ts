/** Sample submissions made from an assignment: the class that `npm start` grades and `gradlab verify` judges. */
export { makeSamples, writeSamples } from "./make.ts";
export { readCheats, readMutants } from "./read-yaml.ts";
export type { Cheat, Edit, Expectation, Mutant, Sample } from "./sample.ts";
export { thoughtlessSamples } from "./thoughtless.ts";
