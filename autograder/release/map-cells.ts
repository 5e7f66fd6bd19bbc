/** A notebook with every cell replaced; the given one stays as it was. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";

export function mapCells(notebook: Notebook, change: (cell: Cell) => Cell): Notebook {
  return { ...notebook, cells: notebook.cells.map((cell) => change(structuredClone(cell))) };
}
