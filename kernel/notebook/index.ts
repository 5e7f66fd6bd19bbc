/** Notebook files, and the ES module that a notebook is. */
export { type Erased, eraseTypes } from "../cell/erase.ts";
export type {
  Cell,
  CodeCell,
  DisplayDataOutput,
  ErrorOutput,
  ExecuteResultOutput,
  MarkdownCell,
  MimeBundle,
  MultilineText,
  Notebook,
  Output,
  RawCell,
  StreamOutput,
} from "./nbformat.ts";
export { joinText, parseNotebook, type ReadResult, readNotebook } from "./read.ts";
export type { CellProblem } from "./statements.ts";
export {
  type CellLine,
  type ModuleOptions,
  moduleOf,
  type NotebookModule,
  type ParsedCells,
  parseCells,
  toModule,
} from "./to-module.ts";
export { notebookText, splitLines, writeNotebook } from "./write.ts";
