/** Start, latency, growth. Every time is a median in milliseconds, every memory that of the whole process tree in MB. */
import { type Bench, type Figures, LIMIT_MS, median, sleep, timed } from "../bench.ts";
import { cellsFor } from "../cells.ts";
import { proportionalMb, residentMb } from "../process-tree.ts";

const STARTS = 7;
const REPEATS = 40;
const GROWTH_CELLS = 200;
/** Time (ms) for a kernel to tidy up before its memory is read. */
const SETTLE_MS = 3_000;

/** From the start of the process to the first answer, to the first result, and what an idle kernel holds. */
export async function start({ start }: Bench, figures: Figures): Promise<void> {
  const infos: number[] = [];
  const results: number[] = [];
  for (let i = 1; i <= STARTS; i++) {
    const begin = performance.now();
    const kernel = await start();
    infos.push(performance.now() - begin);
    await kernel.execute("1 + 1", { timeoutMs: LIMIT_MS });
    results.push(performance.now() - begin);
    if (i < STARTS) {
      await kernel.shutdown();
      continue;
    }
    await sleep(SETTLE_MS);
    figures["start to kernel_info reply, ms"] = median(infos);
    figures["start to first result, ms"] = median(results);
    figures["idle memory, MB (resident)"] = residentMb(kernel.process.pid as number);
    figures["idle memory, MB (shared pages once)"] = proportionalMb(kernel.process.pid as number);
  }
}

/** How long the answer to a small question takes. */
export async function latency({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  const cells = cellsFor(peer);
  const run = (code: string) => kernel.execute(code, { timeoutMs: LIMIT_MS });
  const ask = (type: string, code: string, cursor: number) =>
    kernel.request(type, { code, cursor_pos: cursor, detail_level: 0 }, { timeoutMs: LIMIT_MS });
  await run(cells.define);
  figures["trivial cell, ms"] = await time(() => run("1 + 1"));
  figures["new 50-line cell, ms"] = await time((i) => run(cells.long(i)));
  figures["completion of a user's name, ms"] = await time(() => ask("complete_request", cells.half, cells.half.length));
  figures["inspect, ms"] = await time(() => ask("inspect_request", cells.call, 5));
  if (peer.name !== "ours") return;
  await run("%nocheck all");
  figures["new 50-line cell without type check, ms"] = await time((i) => run(cells.long(1_000 + i)));
}

/** Whether the two hundredth cell costs more than the second. */
export async function growth({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  const cells = cellsFor(peer);
  const times: number[] = [];
  let before = 0;
  for (let n = 0; n < GROWTH_CELLS; n++) {
    times.push(await timed(() => kernel.execute(cells.long(n), { timeoutMs: LIMIT_MS })));
    if (n !== 1) continue;
    await sleep(SETTLE_MS);
    before = residentMb(kernel.process.pid as number);
  }
  await sleep(SETTLE_MS);
  figures["last ten of 200 cells against cells 2 to 11"] = median(times.slice(-10)) / median(times.slice(1, 11));
  figures["growth over 200 cells, MB"] = residentMb(kernel.process.pid as number) - before;
}

async function time(run: (i: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) times.push(await timed(() => run(i)));
  return median(times);
}
