/** Which cells the checks of some questions need, so that they can be run without the rest of a notebook. */
import { type Notebook, toModule } from "gradlab/kernel/notebook";
import { readCell, type SourceCell } from "../source/index.ts";

/**
 * The questions' own checks, all solutions and given code (types among them), and of everything else only what these checks use.
 *
 * @param questions ids, such as `affineForward`
 * @returns places of cells, from 0
 * @throws Error naming the questions that there are, where one is unknown
 */
export function cellsFor(notebook: Notebook, questions: readonly string[]): Set<number> {
  const cells = notebook.cells.map((cell, index) => readCell(cell, index, []));
  const checks = cells.filter(({ kind }) => kind === "check");
  const known = new Set(checks.map(({ question }) => question!));
  const unknown = questions.filter((question) => !known.has(question));
  if (unknown.length > 0)
    throw new Error(
      `validate: expected questions of this notebook (${[...known].join(", ")}), got ${unknown.join(", ")}`,
    );
  const roots = checks.filter(({ question }) => questions.includes(question!)).map(({ index }) => index);
  const defined = cells.filter(({ kind }) => kind === "solution" || kind === "given").map(({ index }) => index);
  return new Set([...roots, ...defined, ...usedBy(roots, cells)]);
}

function usedBy(roots: number[], cells: readonly SourceCell[]): number[] {
  const sources = cells.map(({ type, source }) => (type === "code" ? source : ""));
  return toModule(sources, { roots }).lines.flatMap((line) => (line ? [line.cell] : []));
}
