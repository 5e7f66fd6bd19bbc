/**
 * Published figures beside the reference's own. An assignment folder may hold a second notebook, `golden.ipynb`, which imports
 * the source notebook and exports `figures`; it is run over the real kernel.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Kernel, startKernel } from "gradlab/kernel/client";
import { readNotebook } from "gradlab/kernel/notebook";
import type { Assignment } from "../source/index.ts";

/** One published figure, as `golden.ipynb` states it. */
export interface Figure {
  figure: string;
  /** As published: one number, or all numbers of an array in C order. */
  seed: number | number[];
  ours: number | number[];
  /**
   * What NumPy 2 prints for the same lines, where that is not what was published: the published run's linear algebra or
   * NumPy summed in another order.
   */
  numpy?: number;
  /** Decimals that were printed; all digits of a double where left out. */
  decimals?: number;
  /** Rounding noise, such as the error of a numerical gradient: only the size can agree. */
  noise?: boolean;
  note?: string;
}

export interface GoldenRow extends Figure {
  agrees: boolean;
}

/**
 * Runs the golden notebook of an assignment.
 * @returns its figures, each with whether ours agrees
 * @throws Error when there is none, or when a cell of it raises
 */
export async function golden(assignment: Assignment): Promise<GoldenRow[]> {
  const file = join(assignment.folder, "golden.ipynb");
  if (!existsSync(file))
    throw new Error(`${assignment.name}: expected figures to compare in ${file}, got no such file`);
  const kernel = await startKernel({ cwd: assignment.folder });
  try {
    for (const cell of readNotebook(file).cells) if (cell.cell_type === "code") await mustRun(kernel, cell.source);
    const printed = await mustRun(kernel, "console.log(JSON.stringify(figures))");
    return (JSON.parse(printed) as Figure[]).map((figure) => ({ ...figure, agrees: agrees(figure) }));
  } finally {
    await kernel.shutdown();
  }
}

/** Runs a cell and returns what it printed. */
async function mustRun(kernel: Kernel, source: string): Promise<string> {
  const { outputs } = await kernel.execute(source);
  const error = outputs.find((output) => output.output_type === "error");
  if (error) throw new Error(`golden.ipynb: ${error.ename}: ${error.evalue}`);
  return outputs
    .map((output) => (output.output_type === "stream" && output.name === "stdout" ? output.text : ""))
    .join("");
}

/** Noise agrees when it is of the published size or smaller; values when every printed digit does, of the seed or of NumPy. */
export function agrees({ seed, ours, decimals, noise, numpy }: Figure): boolean {
  if (numpy !== undefined && ours === numpy) return true;
  const [published, found] = [[seed].flat(), [ours].flat()];
  if (published.length !== found.length) return false;
  return published.every((value, i) => {
    if (!Number.isFinite(found[i])) return false;
    if (noise) return Math.abs(found[i]) <= 10 * Math.abs(value);
    return decimals === undefined ? found[i] === value : found[i].toFixed(decimals) === value.toFixed(decimals);
  });
}
