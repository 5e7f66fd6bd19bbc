/**
 * Published figures beside the reference's own. An assignment folder may hold a second notebook, `golden.ipynb`, which imports
 * the source notebook and exports `figures`; it is run over the real kernel.
 */
import { join } from "node:path";
import type { Assignment } from "../source/index.ts";
import { runExported } from "./run-exported.ts";

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
  const figures = await runExported<Figure>({ file, name: "figures" });
  return figures.map((figure) => ({ ...figure, agrees: agrees(figure) }));
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
