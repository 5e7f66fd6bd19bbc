/** The autograder: from a source notebook to releases, samples, grades and reports. */
export { release } from "./release/index.ts";
export { makeSamples, type Sample, writeSamples } from "./samples/index.ts";
export { type Assignment, type Loaded, loadAssignment, type Question, type SourceCell } from "./source/index.ts";
