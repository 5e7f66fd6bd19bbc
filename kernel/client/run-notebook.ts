/** Runs a notebook's cells from top to bottom in a fresh kernel. */
import type { CodeCell, Notebook } from "../notebook/nbformat.ts";
import { type Executed, type Kernel, type StartOptions, startKernel } from "./kernel.ts";
import { OutputGatherer } from "./outputs.ts";

/** One cell that has been run. */
export interface CellRun {
  /** Its place in the notebook, from 0. */
  index: number;
  cell: CodeCell;
  result: Executed;
}

export interface RunNotebookOptions extends StartOptions {
  /** Milliseconds that each cell has; for ever by default. A cell that takes longer is interrupted and its error kept. */
  cellTimeoutMs?: number;
  /** Whether to go on after a cell that raised; a cell tagged `raises-exception` always may. */
  allowErrors?: boolean;
  /** Called after each code cell. */
  onCell?: (run: CellRun) => void;
  /** A kernel to use; it is left running. A new one is started and ended otherwise. */
  kernel?: Kernel;
}

/**
 * Runs every code cell and returns the notebook with its outputs; the given one is not changed.
 * After a cell that raises, the rest is not run unless `allowErrors`.
 */
export async function runNotebook(notebook: Notebook, options: RunNotebookOptions = {}): Promise<Notebook> {
  const executed = structuredClone(notebook);
  const kernel = options.kernel ?? (await startKernel(options));
  try {
    await runCells(executed, kernel, options);
  } finally {
    if (!options.kernel) await kernel.shutdown();
  }
  return executed;
}

async function runCells(notebook: Notebook, kernel: Kernel, options: RunNotebookOptions): Promise<void> {
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== "code") continue;
    const result = await runCell(cell, kernel, options.cellTimeoutMs);
    options.onCell?.({ index, cell, result });
    if (result.status !== "ok" && !options.allowErrors && !mayRaise(cell)) return;
  }
}

async function runCell(cell: CodeCell, kernel: Kernel, timeoutMs: number | undefined): Promise<Executed> {
  const gatherer = new OutputGatherer();
  cell.outputs = gatherer.outputs;
  let timer: NodeJS.Timeout | undefined;
  if (timeoutMs !== undefined) timer = setTimeout(() => void kernel.interrupt().catch(() => {}), timeoutMs);
  const result = await kernel.execute(cell.source, { gatherer }).finally(() => clearTimeout(timer));
  cell.execution_count = result.executionCount;
  return result;
}

function mayRaise(cell: CodeCell): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes("raises-exception");
}
