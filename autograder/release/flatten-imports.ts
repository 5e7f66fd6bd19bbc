/**
 * In the course each assignment lies in a folder of its own; a student keeps all notebooks in one. So an import of
 * `"../first/first.ipynb"` becomes one of `"./first.ipynb"`.
 */
import type { Notebook } from "gradlab/kernel/notebook";
import { mapCells } from "./map-cells.ts";

const SIBLING = /(["'])\.\.\/([\w-]+)\/\2\.ipynb\1/g;

/** The names of the assignments that the notebook imports from, each once. */
export function siblingsOf({ cells }: Notebook): string[] {
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  return [...new Set(code.flatMap(({ source }) => [...source.matchAll(SIBLING)].map(([, , name]) => name)))];
}

export function flattenImports(notebook: Notebook): Notebook {
  return mapCells(notebook, (cell) =>
    cell.cell_type === "code" ? { ...cell, source: cell.source.replace(SIBLING, "$1./$2.ipynb$1") } : cell,
  );
}
