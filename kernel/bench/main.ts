/** `npm run bench:kernel [-- names]`: our kernel against ipykernel, tslab and Deno in the same run, with ratios. */
import { loadavg } from "node:os";
import { type Figures, measure } from "./measures.ts";
import { peers } from "./peers.ts";

/** What is asked of ours; where the machine is busy, the ratio to the best peer says more. */
const TARGETS: Record<string, number> = {
  "start to kernel_info reply, ms": 250,
  "start to first result, ms": 350,
  "trivial cell, ms": 2,
  "new 50-line cell, ms": 20,
  "new 50-line cell without type check, ms": 10,
  "completion of a user's name, ms": 4,
  "inspect, ms": 1,
  "idle memory, MB (resident)": 170,
  "last ten of 200 cells against cells 2 to 11": 1.1,
  "growth over 200 cells, MB": 25,
  "run all of 200 cells: outputs missing or elsewhere": 0,
  "flood of 100,000 lines, s": 0.5,
};

interface Column {
  name: string;
  figures: Figures;
}

async function main(names: string[]): Promise<void> {
  const wanted = peers((name, error) => console.log(`${name} is left out: ${(error as Error).message}`));
  console.log(`load of the machine before: ${loadavg()[0].toFixed(1)}; medians`);
  const columns: Column[] = [];
  for (const peer of wanted.filter(({ name }) => names.length === 0 || names.includes(name))) {
    columns.push({ name: peer.name, figures: await measure(peer) });
  }
  print(columns);
}

function print(columns: readonly Column[]): void {
  const rows = [...new Set(columns.flatMap(({ figures }) => Object.keys(figures)))];
  const width = Math.max(...rows.map((row) => row.length));
  const line = (title: string, cells: string[]) =>
    console.log(title.padEnd(width) + cells.map((cell) => cell.padStart(12)).join(""));
  line("", [...columns.map(({ name }) => name), "asked", "ours / best"]);
  for (const row of rows) {
    line(row, [
      ...columns.map(({ figures }) => text(figures[row])),
      text(TARGETS[row]),
      text(ratioToBest(columns, row)),
    ]);
  }
}

function ratioToBest(columns: readonly Column[], row: string): number | undefined {
  const figureOf = (column: Column) => (typeof column.figures[row] === "number" ? [column.figures[row]] : []);
  const [ours] = columns.filter(({ name }) => name === "ours").flatMap(figureOf);
  const best = Math.min(...columns.filter(({ name }) => name !== "ours").flatMap(figureOf));
  return ours !== undefined && best > 0 && Number.isFinite(best) ? ours / best : undefined;
}

function text(value: number | string | undefined): string {
  if (typeof value !== "number") return value ?? "-";
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}

await main(process.argv.slice(2));
process.exit(0);
