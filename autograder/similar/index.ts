/** Copied code across a class. */
export { type CompareOptions, compareWorks, type SimilarPair, type Work } from "./compare.ts";
export { similarPage } from "./similar-page.ts";
export { codeCells, studentCode } from "./student-code.ts";
