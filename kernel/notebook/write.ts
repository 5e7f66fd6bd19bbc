import { writeFileSync } from "node:fs";
import type { Cell, Notebook } from "./nbformat.ts";

/** The file text of a notebook as Jupyter writes it: one space of indent, sources as lists of lines, a line break at the end. */
export function notebookText(notebook: Notebook): string {
  const { nbformat, nbformat_minor, metadata, cells } = notebook;
  return `${JSON.stringify({ cells: cells.map(fileCell), metadata, nbformat, nbformat_minor }, null, 1)}\n`;
}

/** Writes a notebook to a file. */
export function writeNotebook(path: string, notebook: Notebook): void {
  writeFileSync(path, notebookText(notebook));
}

function fileCell(cell: Cell): Record<string, unknown> {
  return { ...cell, source: splitLines(cell.source) };
}

/** Lines that keep their line breaks, as nbformat stores them. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}
