/** Where results are kept. */
export { type Entry, type Gradebook, openGradebook, type Reply } from "./gradebook.ts";
export { type Graded, gradeKey } from "./key.ts";
