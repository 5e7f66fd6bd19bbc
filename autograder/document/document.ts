/** The solution code of notebooks under headings, in markdown or LaTeX: the appendix of a write-up. */
import type { Notebook } from "gradlab/kernel/notebook";
import { readCell, titleAbove } from "../source/index.ts";
import { FORMATS, type Format } from "./formats.ts";

export interface DocumentOptions {
  format: Format;
  /** Level of a notebook's heading, 1 to 3 (section to subsubsection); questions stand one below. */
  level: number;
}

/** A notebook with the name that heads it where it has no title of its own. */
export interface Named {
  name: string;
  notebook: Notebook;
}

/**
 * The text of all solution cells, each under the nearest heading above it; cells under the same heading stand together.
 * Such a document is put into another one: LaTeX comes without a preamble, for `\input`.
 * @throws Error naming a notebook that has no solution cell
 */
export function solutionDocument(notebooks: readonly Named[], { format, level }: DocumentOptions): string {
  const { heading, code, head } = FORMATS[format];
  const parts = notebooks.flatMap((one) => [
    heading(one.name, level),
    ...solutionsOf(one).flatMap(({ title, sources }) => [heading(title, level + 1), code(sources.join("\n\n"))]),
  ]);
  return `${[...head, ...parts].join("\n\n")}\n`;
}

interface Solution {
  title: string;
  sources: string[];
}

function solutionsOf({ name, notebook }: Named): Solution[] {
  const cells = notebook.cells.map((cell, index) => readCell(cell, index, []));
  const solutions: Solution[] = [];
  for (const { kind, type, index, question, source } of cells) {
    if (kind !== "solution" || type !== "code" || source.trim() === "") continue;
    const title = titleAbove(cells, index) ?? question!;
    const last = solutions.at(-1);
    if (last?.title === title) last.sources.push(source.trimEnd());
    else solutions.push({ title, sources: [source.trimEnd()] });
  }
  if (solutions.length === 0) throw new Error(`document: expected solution cells in ${name}, got none`);
  return solutions;
}
