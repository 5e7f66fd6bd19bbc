/** The stop button: three kinds of endless cells, by message and by signal, twenty times in a row each. */
import type { Kernel } from "gradlab/kernel/client";
import { type Bench, type Figures, median, said, sleep } from "../bench.ts";
import type { Language } from "../peers.ts";

const TIMES = 20;
/** What a student would wait (ms) for a stopped cell. */
const PATIENCE_MS = 5_000;
/** How long (ms) the cell runs before it is stopped. */
const RUNNING_MS = 60;

const KINDS: Record<Language, { keep: string; kept: string; endless: Record<string, string> }> = {
  typescript: {
    keep: "var kept = 40",
    kept: "console.log(kept + 2)",
    endless: {
      loop: "while (true) {}",
      await: "for (;;) await new Promise((resolve) => setTimeout(resolve, 5))",
      "never-settling promise": "await new Promise(() => {})",
    },
  },
  python: {
    keep: "kept = 40",
    kept: "print(kept + 2)",
    endless: {
      loop: "while True: pass",
      await: "import asyncio\nwhile True: await asyncio.sleep(0.005)",
      "never-settling promise": "import asyncio\nawait asyncio.get_running_loop().create_future()",
    },
  },
};

const WAYS: Record<string, (kernel: Kernel) => Promise<unknown>> = {
  message: (kernel) => kernel.interrupt(),
  signal: async (kernel) => kernel.process.kill("SIGINT"),
};

/** How many of the six kinds end twenty times in a row with all state kept, and how soon. */
export async function interrupts({ peer, start }: Bench, figures: Figures): Promise<void> {
  const { keep, kept, endless } = KINDS[peer.language];
  const times: number[] = [];
  let whole = 0;
  const failed: string[] = [];
  for (const [kind, code] of Object.entries(endless)) {
    for (const [way, stop] of Object.entries(WAYS)) {
      const kernel = await start();
      await said(kernel, keep);
      const done = await inARow(() => stopped(kernel, code, stop, kept), times);
      if (done === TIMES) whole += 1;
      else failed.push(`${kind} by ${way} (${done})`);
      await kernel.shutdown();
    }
  }
  figures["six kinds of interrupts, 20 in a row, state kept"] = `${whole} of 6`;
  figures["interrupts: median, ms"] = times.length > 0 ? median(times) : "-";
  figures["interrupts: slowest, ms"] = times.length > 0 ? Math.max(...times) : "-";
  if (failed.length > 0) console.log(`  ${peer.name}: not stopped 20 times: ${failed.join(", ")}`);
}

async function inARow(once: () => Promise<number | undefined>, times: number[]): Promise<number> {
  for (let n = 0; n < TIMES; n++) {
    const ms = await once().catch(() => undefined);
    if (ms === undefined) return n;
    times.push(ms);
  }
  return TIMES;
}

/** Milliseconds from the wish to the reply; undefined where the cell did not end or the state is gone. */
async function stopped(
  kernel: Kernel,
  code: string,
  stop: (kernel: Kernel) => Promise<unknown>,
  kept: string,
): Promise<number | undefined> {
  let begun = () => {};
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const content = { code, allow_stdin: false };
  const running = kernel.client.request("execute_request", content, { onPublished: () => begun() });
  running.catch(() => {});
  await Promise.race([beginning, sleep(PATIENCE_MS)]);
  await sleep(RUNNING_MS);
  const begin = performance.now();
  void stop(kernel).catch(() => {});
  const ended = await Promise.race([running, sleep(PATIENCE_MS).then(() => undefined)]);
  const took = performance.now() - begin;
  if (ended?.reply.content.status !== "error") return undefined;
  return (await said(kernel, kept)).trim() === "42" ? took : undefined;
}
