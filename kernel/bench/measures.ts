/** One kernel's figures. Every time is a median in milliseconds, every memory that of the whole process tree in MB. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Executed, type Kernel, startKernel } from "gradlab/kernel/client";
import { cellsFor } from "./cells.ts";
import type { Peer } from "./peers.ts";
import { proportionalMb, residentMb } from "./process-tree.ts";

export type Figures = Record<string, number | string>;

const STARTS = 7;
const REPEATS = 40;
const GROWTH_CELLS = 200;
const LIMIT_MS = 15_000;

/** Starts the kernel a few times and measures everything on the last one. */
export async function measure(peer: Peer): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const start = () =>
    startKernel({
      cwd: folder,
      ...(peer.command ? { command: peer.command } : {}),
      ...(peer.env ? { env: peer.env } : {}),
    });
  const figures: Figures = {};
  try {
    await measureStart(start, figures);
    for (const part of [measureLatency, measureGrowth, measureRunAll, measureFlood])
      await measurePart(part, start, peer, figures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

type Part = (kernel: Kernel, peer: Peer, figures: Figures) => Promise<void>;

/** Each part has a kernel of its own: one that loses a reply loses only this part. */
async function measurePart(part: Part, start: () => Promise<Kernel>, peer: Peer, figures: Figures): Promise<void> {
  const kernel = await start();
  try {
    await part(kernel, peer, figures);
  } catch (error) {
    figures[`${part.name.replace("measure", "")} failed`] = (error as Error).message.slice(0, 30);
  } finally {
    await kernel.shutdown();
  }
}

async function measureStart(start: () => Promise<Kernel>, figures: Figures): Promise<void> {
  const infos: number[] = [];
  const results: number[] = [];
  for (let i = 1; ; i++) {
    const begin = performance.now();
    const kernel = await start();
    infos.push(performance.now() - begin);
    await kernel.execute("1 + 1", { timeoutMs: LIMIT_MS });
    results.push(performance.now() - begin);
    if (i === STARTS) {
      figures["start to kernel_info reply, ms"] = median(infos);
      figures["start to first result, ms"] = median(results);
      await sleep(3_000);
      figures["idle memory, MB (resident)"] = residentMb(kernel.process.pid!);
      figures["idle memory, MB (shared pages once)"] = proportionalMb(kernel.process.pid!);
    }
    await kernel.shutdown();
    if (i === STARTS) return;
  }
}

async function measureLatency(kernel: Kernel, peer: Peer, figures: Figures): Promise<void> {
  const cells = cellsFor(peer);
  const ask = (type: string, code: string, cursor: number) =>
    kernel.request(type, { code, cursor_pos: cursor, detail_level: 0 }, { timeoutMs: LIMIT_MS });
  await kernel.execute(cells.define, { timeoutMs: LIMIT_MS });
  figures["trivial cell, ms"] = await time(() => kernel.execute("1 + 1", { timeoutMs: LIMIT_MS }));
  figures["new 50-line cell, ms"] = await time((i) => kernel.execute(cells.long(i), { timeoutMs: LIMIT_MS }));
  figures["completion of a user's name, ms"] = await time(() => ask("complete_request", cells.half, cells.half.length));
  figures["inspect, ms"] = await time(() => ask("inspect_request", cells.call, 5));
  if (peer.name !== "ours") return;
  await kernel.execute("%nocheck all");
  figures["new 50-line cell without type check, ms"] = await time((i) => kernel.execute(cells.long(1_000 + i)));
}

async function measureGrowth(kernel: Kernel, peer: Peer, figures: Figures): Promise<void> {
  const cells = cellsFor(peer);
  const times: number[] = [];
  let before = 0;
  for (let n = 0; n < GROWTH_CELLS; n++) {
    const begin = performance.now();
    await kernel.execute(cells.long(n), { timeoutMs: LIMIT_MS });
    times.push(performance.now() - begin);
    if (n === 1) {
      await sleep(3_000);
      before = residentMb(kernel.process.pid!);
    }
  }
  await sleep(3_000);
  figures["last ten of 200 cells against cells 2 to 11"] = median(times.slice(-10)) / median(times.slice(1, 11));
  figures["growth over 200 cells, MB"] = residentMb(kernel.process.pid!) - before;
}

async function measureRunAll(kernel: Kernel, peer: Peer, figures: Figures): Promise<void> {
  const cells = cellsFor(peer);
  const asked = Array.from({ length: 200 }, (_, n) =>
    kernel.execute(cells.print(n), { timeoutMs: LIMIT_MS }).catch(() => undefined),
  );
  const wrong = (await Promise.all(asked)).filter((done, n) => streamOf(done).trim() !== `cell ${n}`);
  figures["run all of 200 cells: outputs missing or elsewhere"] = wrong.length;
}

async function measureFlood(kernel: Kernel, peer: Peer, figures: Figures): Promise<void> {
  const begin = performance.now();
  const done = await kernel.execute(cellsFor(peer).flood, { timeoutMs: LIMIT_MS }).catch(() => undefined);
  const lines = streamOf(done).trim().split("\n");
  figures["flood of 100,000 lines: received in order"] = lines.filter((line, i) => line === String(i)).length;
  figures["flood of 100,000 lines, s"] = (performance.now() - begin) / 1_000;
}

function streamOf(done: Executed | undefined): string {
  return (done?.outputs ?? []).map((output) => (output.output_type === "stream" ? String(output.text) : "")).join("");
}

async function time(run: (i: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const begin = performance.now();
    await run(i);
    times.push(performance.now() - begin);
  }
  return median(times);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
