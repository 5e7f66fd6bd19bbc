/** Runs many cells, with errors, interrupts and ends of the executor mixed in, and counts what is lost. */

import { residentMb } from "../bench/process-tree.ts";
import { type Kernel, startKernel } from "../client/kernel.ts";
import { Random } from "./random.ts";

export interface SoakReport {
  cells: number;
  errors: number;
  interrupts: number;
  executorsEnded: number;
  restarts: number;
  /** Cells whose outputs were not exactly the expected ones; at most ten are described. */
  wrong: string[];
  /** Memory of the process tree in MB, read at rest at ten moments of one long life. */
  memory: number[];
}

/** The part of the cells that run in one long life of the kernel, in which its memory is watched; the rest has restarts. */
const LONG_LIFE = 0.8;
/** Cells from which on memory tells something. */
const WEIGHED = 1_000;
/** Restarts of the whole kernel in the rest. */
const RESTARTS = 10;
/** Time (ms) for a kernel to tidy up before its memory is read. */
const REST_MS = 2_500;

export class Soak {
  readonly #random: Random;
  readonly report: SoakReport = {
    cells: 0,
    errors: 0,
    interrupts: 0,
    executorsEnded: 0,
    restarts: 0,
    wrong: [],
    memory: [],
  };
  #kernel: Kernel;
  /** The number that the variable `n` of the kernel must have; undefined where it must not exist. */
  #n: number | undefined;

  private constructor(kernel: Kernel, seed: number) {
    this.#kernel = kernel;
    this.#random = new Random(seed);
  }

  /** Runs `count` cells and reports. */
  static async run(count: number, seed: number): Promise<SoakReport> {
    const soak = new Soak(await startKernel(), seed);
    const long = Math.floor(count * LONG_LIFE);
    for (let at = 0; at < count; at++) {
      await soak.#cell(at);
      if (long >= WEIGHED && at < long && (at + 1) % Math.floor(long / 10) === 0) await soak.#weigh();
      if (at >= long && (at - long) % Math.ceil((count - long) / RESTARTS) === 0) await soak.#restart();
    }
    await soak.#kernel.shutdown();
    return soak.report;
  }

  async #weigh(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    this.report.memory.push(Math.round(residentMb(this.#kernel.process.pid as number)));
  }

  async #cell(at: number): Promise<void> {
    this.report.cells += 1;
    const roll = this.#random.below(1_000);
    if (roll < 1) await this.#endExecutor();
    else if (roll < 20) await this.#interrupt();
    else if (roll < 100) await this.#fail(at);
    else await this.#compute(at);
  }

  async #compute(at: number): Promise<void> {
    const lines = this.#random.below(20);
    const code = `%nocheck\nglobalThis.n = (globalThis.n ?? 0) + 1; for (let i = 0; i < ${lines}; i++) console.log("${at}", i); ${at} + globalThis.n`;
    this.#n = (this.#n ?? 0) + 1;
    const text = Array.from({ length: lines }, (_, i) => `${at} ${i}\n`).join("");
    await this.#expect(code, [...(lines > 0 ? [text] : []), String(at + this.#n)]);
  }

  async #fail(at: number): Promise<void> {
    this.report.errors += 1;
    await this.#expect(`throw new RangeError("${at}")`, [`RangeError: ${at}`]);
  }

  async #interrupt(): Promise<void> {
    this.report.interrupts += 1;
    const code = this.#random.pick([
      "for (;;) {}",
      "await new Promise(() => {})",
      "for (;;) await null",
      "await 1; for (;;) {}",
    ]);
    const running = this.#kernel.execute(code, { timeoutMs: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, this.#random.below(30)));
    await this.#kernel.interrupt();
    // One that came before the cell had begun is repeated, as a student would.
    const again = setInterval(() => void this.#kernel.interrupt(), 500);
    const { reply } = await running.finally(() => clearInterval(again));
    if (reply.ename !== "Interrupted") this.#wrong(`${code}: expected Interrupted, got ${JSON.stringify(reply)}`);
  }

  async #endExecutor(): Promise<void> {
    this.report.executorsEnded += 1;
    this.#n = undefined;
    const { reply } = await this.#kernel.execute("process.exit(1)", { timeoutMs: 30_000 });
    if (reply.ename !== "ExecutorExited")
      this.#wrong(`process.exit: expected ExecutorExited, got ${JSON.stringify(reply)}`);
  }

  async #restart(): Promise<void> {
    this.report.restarts += 1;
    await this.#kernel.shutdown();
    this.#kernel = await startKernel();
    this.#n = undefined;
  }

  async #expect(code: string, expected: string[]): Promise<void> {
    const { outputs } = await this.#kernel.execute(code, { timeoutMs: 30_000 });
    const got = outputs.map((output) => {
      if (output.output_type === "stream") return String(output.text);
      return output.output_type === "error" ? `${output.ename}: ${output.evalue}` : String(output.data["text/plain"]);
    });
    if (JSON.stringify(got) !== JSON.stringify(expected))
      this.#wrong(`${code}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  }

  #wrong(what: string): void {
    if (this.report.wrong.length < 10) this.report.wrong.push(what.slice(0, 500));
  }
}
