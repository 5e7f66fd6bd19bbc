/** The benchmark's table: a row for each figure, a column for each kernel, what is asked, and the ratio to the best peer. */
import type { Figures } from "./bench.ts";
import { TARGETS } from "./targets.ts";

export interface Column {
  name: string;
  figures: Figures;
}

/** Prints a table in Markdown, so that it can be put into a page as it is. */
export function printTable(columns: readonly Column[]): void {
  const rows = [...new Set(columns.flatMap(({ figures }) => Object.keys(figures)))];
  const line = (cells: string[]) => console.log(`| ${cells.join(" | ")} |`);
  line(["measure", ...columns.map(({ name }) => name), "asked", "ours / best peer"]);
  line(["---", ...columns.map(() => "---"), "---", "---"]);
  for (const row of rows) {
    const figures = columns.map(({ figures }) => text(figures[row]));
    line([row, ...figures, TARGETS[row] ?? "", text(ratioToBest(columns, row) ?? "")]);
  }
}

/** Only of what takes time or memory: less is better there. */
function ratioToBest(columns: readonly Column[], row: string): number | undefined {
  if (!/, (?:ms|s|MB)\b/.test(row)) return undefined;
  const figureOf = ({ figures }: Column) => (typeof figures[row] === "number" ? [figures[row]] : []);
  const [ours] = columns.filter(({ name }) => name === "ours").flatMap(figureOf);
  const best = Math.min(...columns.filter(({ name }) => name !== "ours").flatMap(figureOf));
  return ours !== undefined && best > 0 && Number.isFinite(best) ? ours / best : undefined;
}

function text(value: number | string | undefined): string {
  if (typeof value !== "number") return value ?? "-";
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
