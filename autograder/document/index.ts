/** Submission documents: the code that a student wrote, for a write-up. */
export { type DocumentOptions, type Named, solutionDocument } from "./document.ts";
export type { Format } from "./formats.ts";
