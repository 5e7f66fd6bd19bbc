/** The corpus of attacks on the grader, and what runs it. */
export { readCorpus } from "./corpus.ts";
export { attackMatrix } from "./matrix.ts";
export { type AttackReport, type RunOptions, runCorpus, type Standing } from "./run-corpus.ts";
