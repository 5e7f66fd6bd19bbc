/** Whether outputs come whole, in order, in time and under their own cell. */
import type { Kernel } from "gradlab/kernel/client";
import { type Bench, type Figures, LIMIT_MS, sleep, textOf, timed } from "../bench.ts";
import { cellsFor } from "../cells.ts";
import { residentMb } from "../process-tree.ts";

const LINES = 100_000;
const FAST_CELLS = 300;
const STRINGS = 10;
const STRING_LENGTH = 100_000_000;
/** How long (ms) an output that is late may still be underway. */
const LATE_MS = 1_000;

/** 200 cells sent at once: how many have not exactly their own output. */
export async function runAll({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  const cells = cellsFor(peer);
  const asked = Array.from({ length: 200 }, (_, n) =>
    kernel.execute(cells.print(n), { timeoutMs: LIMIT_MS }).catch(() => undefined),
  );
  const wrong = (await Promise.all(asked)).filter((done, n) => textOf(done).trim() !== `cell ${n}`);
  figures["run all of 200 cells: outputs missing or elsewhere"] = wrong.length;
}

/** 300 cells one after the other: outputs that come after the cell's idle status, and those that never come. */
export async function fastCells({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  const cells = cellsFor(peer);
  const ever = new Map<string, string>();
  kernel.client.listen(({ header, parent, content }) => {
    if (header.msg_type === "stream") ever.set(parent.msg_id, (ever.get(parent.msg_id) ?? "") + content.text);
  });
  const whenIdle: [id: string, text: string][] = [];
  for (let n = 0; n < FAST_CELLS; n++) {
    const content = { code: cells.print(n), allow_stdin: false };
    const { reply } = await kernel.client.request("execute_request", content, { timeoutMs: LIMIT_MS });
    whenIdle.push([reply.parent.msg_id as string, ever.get(reply.parent.msg_id as string) ?? ""]);
  }
  await sleep(LATE_MS);
  const isWhole = (text: string | undefined, n: number) => text?.trim() === `cell ${n}`;
  const lost = whenIdle.filter(([id], n) => !isWhole(ever.get(id), n)).length;
  const late = whenIdle.filter(([, text], n) => !isWhole(text, n)).length - lost;
  figures["300 fast cells: outputs late"] = late;
  figures["300 fast cells: outputs lost"] = lost;
}

/** A cell that prints 100,000 lines. */
export async function flood({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  await kernel.execute("1 + 1", { timeoutMs: LIMIT_MS });
  await sleep(LATE_MS);
  const peak = watchMemory(kernel);
  let lines: string[] = [];
  const ms = await timed(async () => {
    const done = await kernel.execute(cellsFor(peer).flood, { timeoutMs: 2 * LIMIT_MS }).catch(() => undefined);
    lines = textOf(done).trim().split("\n");
  });
  figures["flood of 100,000 lines: received in order"] = lines.filter((line, i) => line === String(i)).length;
  figures["flood of 100,000 lines, s"] = lines.length === LINES ? ms / 1_000 : "-";
  figures["flood of 100,000 lines: peak over idle, MB"] = peak();
}

/** Ten cells that each print one string of 100 MB. */
export async function longStrings({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  await kernel.execute("1 + 1", { timeoutMs: LIMIT_MS });
  await sleep(LATE_MS);
  const peak = watchMemory(kernel);
  let whole = 0;
  const begin = performance.now();
  try {
    for (let n = 0; n < STRINGS; n++)
      if ((await printedLength(kernel, cellsFor(peer).longString)) === STRING_LENGTH) whole += 1;
  } finally {
    figures["10 strings of 100 MB: whole"] = whole;
    figures["10 strings of 100 MB: s"] = (performance.now() - begin) / 1_000;
    figures["10 strings of 100 MB: peak over idle, MB"] = peak();
  }
}

/** Characters that a cell prints, counted as they come: nobody could hold them all. */
async function printedLength(kernel: Kernel, code: string): Promise<number> {
  let length = 0;
  const off = kernel.client.listen(({ header, content }) => {
    if (header.msg_type === "stream") length += String(content.text).replace(/\n$/, "").length;
  });
  await kernel.client.request("execute_request", { code, allow_stdin: false }, { timeoutMs: LIMIT_MS });
  off();
  return length;
}

/** Reads the memory of a kernel's processes every few ms; the function that comes back stops it and tells the peak over the beginning, in MB. */
function watchMemory(kernel: Kernel): () => number {
  const pid = kernel.process.pid as number;
  const idle = residentMb(pid);
  let peak = idle;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 25);
  return () => {
    clearInterval(timer);
    return peak - idle;
  };
}
