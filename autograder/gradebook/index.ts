/** Where results are kept. */
export type { Batches, BatchProgress, RunningBatch } from "./batches.ts";
export { type Entry, type Gradebook, openGradebook, type Reply } from "./gradebook.ts";
export { type Graded, gradeKey } from "./key.ts";
export { marked } from "./marked.ts";
export type { Mark, Marks, PlacedMark } from "./marks.ts";
export { type AssignmentStanding, type QuestionScore, type Standing, summary } from "./standings.ts";
