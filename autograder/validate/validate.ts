/** Runs a notebook over the real kernel, top to bottom, and says which of its checks fail: what a student sees, before handing in. */
import { basename, dirname, resolve } from "node:path";
import { type CellRun, runNotebook } from "gradlab/kernel/client";
import { type Cell, type Notebook, readNotebook } from "gradlab/kernel/notebook";
import { type GradeMetadata, HIDDEN_TESTS } from "../source/index.ts";
import { cellsFor } from "./cells-for.ts";

export interface ValidateOptions {
  /** Milliseconds that each cell has; a cell that takes longer is interrupted and has failed. Default: for ever. */
  cellTimeoutMs?: number;
  /** Folder of the source notebook, for hidden checks; a source notebook finds its own. */
  source?: string;
  /** Only the checks of these questions, with what they need; all checks where left out. */
  questions?: readonly string[];
  /** Told of each code cell as it is done. */
  onCell?: (cell: ValidatedCell) => void;
}

/** One code cell after its run. */
export interface ValidatedCell {
  /** Position in the notebook, from 0. */
  index: number;
  /** nbgrader's grade_id; undefined where there is none. */
  gradeId: string | undefined;
  /** True for a graded check cell, false for any other code. */
  check: boolean;
  ok: boolean;
  /** Error name and message; null where the cell ran to its end. */
  error: string | null;
  /** What the cell printed: one line for each check that passed. */
  printed: string;
}

export interface Validation {
  /** True when every check cell ran to its end. */
  ok: boolean;
  cells: ValidatedCell[];
}

/**
 * Validates a notebook; a cell that fails does not keep later ones from running.
 * @throws Error when the file is no notebook, has no such question, or the kernel does not start
 */
export async function validate(file: string, options: ValidateOptions = {}): Promise<Validation> {
  const notebook = readNotebook(file);
  const folder = dirname(resolve(file));
  const hidden = notebook.cells.some(({ source }) => source.includes(HIDDEN_TESTS.begin));
  const source = options.source ?? (hidden ? folder : undefined);
  const cells: ValidatedCell[] = [];
  await runNotebook(options.questions ? onlyFor(notebook, options.questions) : notebook, {
    cwd: folder,
    env: source ? { GRADLAB_SOURCE: resolve(source) } : {},
    cellTimeoutMs: options.cellTimeoutMs,
    allowErrors: true,
    onCell: (run) => {
      const cell = validated(run);
      cells.push(cell);
      options.onCell?.(cell);
    },
  });
  if (cells.length === 0) throw new Error(`validate: expected code cells in ${basename(file)}, got none`);
  return { ok: cells.every(({ ok, check }) => ok || !check), cells };
}

/** The notebook with every cell that these questions do not need silenced; places stay. */
function onlyFor(notebook: Notebook, questions: readonly string[]): Notebook {
  const needed = cellsFor(notebook, questions);
  const cells = notebook.cells.map((cell, index): Cell => {
    const { id, metadata } = cell;
    return needed.has(index) ? cell : { cell_type: "raw", id, metadata, source: "" };
  });
  return { ...notebook, cells };
}

function validated({ index, cell, result }: CellRun): ValidatedCell {
  const grade = cell.metadata.nbgrader as GradeMetadata | undefined;
  const error = result.outputs.find((output) => output.output_type === "error");
  return {
    index,
    gradeId: grade?.grade_id,
    check: grade?.grade === true && !grade.solution,
    ok: result.status === "ok",
    error: error ? `${error.ename}: ${error.evalue}` : result.status === "ok" ? null : result.status,
    printed: result.outputs
      .map((one) => (one.output_type === "stream" && one.name === "stdout" ? one.text : ""))
      .join(""),
  };
}
