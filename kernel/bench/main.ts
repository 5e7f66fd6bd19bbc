/**
 * `npm run bench:kernel [-- names and parts]`: our kernel against ipykernel, tslab and Deno in the same run, with ratios. Names of kernels and of parts
 * choose: `npm run bench:kernel -- ours deno interrupts`.
 */
import { loadavg } from "node:os";
import { type Figures, type Part, runPart } from "./bench.ts";
import { nbclient, suite } from "./parts/clients.ts";
import { rightLine, toldEnds, whileLooping } from "./parts/errors.ts";
import { interrupts } from "./parts/interrupts.ts";
import { hotReload, liveNames } from "./parts/names.ts";
import { fastCells, flood, longStrings, runAll } from "./parts/output.ts";
import { growth, latency, start } from "./parts/speed.ts";
import { type Peer, peers } from "./peers.ts";
import { printTable } from "./table.ts";

const PARTS: Record<string, Part> = {
  suite,
  start,
  latency,
  growth,
  runAll,
  nbclient,
  fastCells,
  flood,
  longStrings,
  interrupts,
  liveNames,
  hotReload,
  rightLine,
  whileLooping,
  toldEnds,
};

async function main(wanted: string[]): Promise<void> {
  const chosen = <T>(all: T[], nameOf: (one: T) => string) => {
    const some = all.filter((one) => wanted.includes(nameOf(one)));
    return some.length > 0 ? some : all;
  };
  const available = peers((name, error) => console.log(`${name} is left out: ${(error as Error).message}`));
  const measured = chosen(available, ({ name }) => name);
  const parts = chosen(Object.keys(PARTS), (name) => name);
  console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}; times are medians`);
  const columns = new Map<Peer, Figures>(measured.map((peer) => [peer, {}]));
  // Part by part and not kernel by kernel: what disturbs the machine for a while disturbs all kernels in that part.
  for (const part of parts) {
    for (const [peer, figures] of columns) Object.assign(figures, await runPart(part, PARTS[part] as Part, peer));
  }
  printTable([...columns].map(([{ name }, figures]) => ({ name, figures })));
}

await main(process.argv.slice(2));
process.exit(0);
