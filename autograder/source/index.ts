/** Assignment folders: source notebook to questions, cells and points. */
export type { Assignment, CellKind, Loaded, Question, SourceCell } from "./assignment.ts";
export { loadAssignment, titleAbove } from "./load.ts";
export { type GradeMetadata, readCell } from "./read-cell.ts";
export { findRegions, HIDDEN_TESTS, type Markers, type Region, replaceRegions, SOLUTION } from "./regions.ts";
