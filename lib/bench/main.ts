/**
 * `npm run bench:lib [-- words of titles]`: our speed against PyTorch on the CPU and NumPy, row by row of the targets.
 * GRADLAB_BENCH_THREADS=1 measures the processor's time on one thread: for a machine that others use.
 * `npm run bench:lib -- memory`: the peak of an epoch and the memory of 10,000 steps.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { engineEnvironment } from "../engine/index.ts";
import { cases } from "./cases.ts";
import { measure, type Row, threads } from "./measure.ts";
import { reportMemory } from "./memory.ts";
import { Peers } from "./peers.ts";
import { peersPython } from "./python.ts";

/** The allocator's settings are read when a process starts: the benchmark starts itself once more with them. */
function startedWith(environment: Record<string, string>): boolean {
  if (Object.entries(environment).every(([name, value]) => process.env[name] === value)) return true;
  const { status } = spawnSync(process.execPath, process.argv.slice(1), {
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
  return false;
}

function text({ title, target, ours, torch, numpy, ratio, bestRatio }: Row): string {
  const ms = (value?: number) => (value === undefined ? "-" : value.toPrecision(3)).padStart(9);
  const verdict = ratio <= target ? "met" : "MISSED";
  const figures = [ms(ours), ms(torch), ms(numpy), ms(ratio), ms(bestRatio), ms(target)].join("");
  return `${title.padEnd(38)}${figures}  ${verdict}`;
}

async function main(words: string[]): Promise<void> {
  const sources = join(import.meta.dirname, "..", "..", "..", "lib", "bench");
  const python = peersPython(join(sources, "requirements.txt"));
  if (words[0] === "memory") return reportMemory(python, sources);
  const peers = new Peers(python, join(sources, "peers.py"));
  console.log(`peers: ${JSON.stringify(await peers.versions())}; milliseconds, medians, ${threads} threads`);
  console.log(`${"work".padEnd(38)}     ours    torch    numpy    ratio     best   target`);
  const wanted = cases().filter(({ title }) => words.every((word) => title.includes(word)));
  for (const row of wanted) console.log(text(await measure(row, peers, 5)));
  peers.close();
  if (words.length === 0 || words[0] === "tfjs") await (await import("./tfjs.ts")).reportTfjs();
}

if (startedWith({ ...engineEnvironment(), TF_NUM_INTRAOP_THREADS: threads })) await main(process.argv.slice(2));
