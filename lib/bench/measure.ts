import { setTimeout as pause } from "node:timers/promises";
import type { Case } from "./cases.ts";
import type { Peers } from "./peers.ts";

/** Medians of one row, in milliseconds. */
export interface Row {
  title: string;
  target: number;
  ours: number;
  torch?: number;
  numpy?: number;
  /** Ours to the peer that the target speaks of: medians, and the best runs, which others on the machine disturb least. */
  ratio: number;
  bestRatio: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Ours and the peers' alike. */
export const threads = process.env.GRADLAB_BENCH_THREADS ?? "2";

/** Milliseconds: on one thread those of the processor, which others on the machine disturb less. */
function clock(): number {
  if (threads !== "1") return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

function timesOf(work: () => unknown, times: number): number[] {
  return Array.from({ length: times }, () => {
    const started = clock();
    work();
    return clock() - started;
  });
}

/** Milliseconds after which threads that have done their work no longer look for more: till then they take a core from whoever is next. */
const REST = 100;

/** As many runs as a second has, 3 to 60: training goes on for thousands of steps, and V8 optimises in the first of them. */
function warmUp(work: () => unknown): number {
  const [first] = timesOf(work, 1);
  const runs = Math.max(3, Math.min(60, Math.round(1000 / first)));
  timesOf(work, runs);
  return runs;
}

/** Runs a row in passes, ours and the peers' in turn, so that what else the machine does hits all alike. */
export async function measure(row: Case, peers: Peers, passes: number): Promise<Row> {
  const work = row.prepare();
  const warm = warmUp(work);
  const names = {
    torch: row.against === "numpy" ? undefined : `torch ${row.peer}`,
    numpy: row.against === "numpy" ? `numpy ${row.peer}` : row.numpy && `numpy ${row.numpy}`,
  };
  const all: Record<"ours" | "torch" | "numpy", number[]> = { ours: [], torch: [], numpy: [] };
  for (const peer of ["torch", "numpy"] as const) if (names[peer]) await peers.run(names[peer], warm);
  for (let pass = 0; pass < passes; pass++) {
    await pause(REST);
    all.ours.push(...timesOf(work, row.times));
    for (const peer of ["torch", "numpy"] as const) {
      await pause(REST);
      if (names[peer]) all[peer].push(...(await peers.run(names[peer], row.times)));
    }
  }
  const of = (key: "torch" | "numpy") => (names[key] ? median(all[key]) : undefined);
  const [ours, torch, numpy] = [median(all.ours), of("torch"), of("numpy")];
  const peer = row.against ?? "torch";
  const ratio = ours / median(all[peer]);
  const bestRatio = Math.min(...all.ours) / Math.min(...all[peer]);
  return { title: row.title, target: row.target, ours, torch, numpy, ratio, bestRatio };
}
