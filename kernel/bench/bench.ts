/** What every part of the benchmark works with: kernels of one peer in a folder of their own, and what cells say. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Executed, type Kernel, startKernel } from "gradlab/kernel/client";
import type { Peer } from "./peers.ts";

/** Rows of the table: a number, or words where a number does not say it. */
export type Figures = Record<string, number | string>;

/** One part of the benchmark. `figures` keeps what was measured before a failure. */
export type Part = (bench: Bench, figures: Figures) => Promise<void>;

export interface Bench {
  readonly peer: Peer;
  /** The notebook's folder, shared by the kernels of one part. */
  readonly folder: string;
  /** Starts a kernel; it is ended with the part at the latest. */
  start(): Promise<Kernel>;
}

/** How long (ms) a cell may take before the kernel counts as stuck. */
export const LIMIT_MS = 15_000;

/** Runs one part; a kernel that loses a reply loses only this part. */
export async function runPart(name: string, part: Part, peer: Peer): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  peer.prepare?.(folder);
  const kernels: Kernel[] = [];
  const figures: Figures = {};
  const begin = () =>
    startKernel({ cwd: folder, command: peer.command, env: { GRADLAB_QUIET: "1", ...peer.env }, timeoutMs: LIMIT_MS });
  const start = async () => {
    // One that stays silent gets a second chance: the first messages of some peers are lost now and then.
    const kernel = await begin().catch(begin);
    kernels.push(kernel);
    return kernel;
  };
  try {
    await part({ peer, folder, start }, figures);
  } catch (error) {
    figures[`${name}: not finished`] = (error as Error).message.slice(0, 40);
  } finally {
    await Promise.all(kernels.map((kernel) => kernel.shutdown()));
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

/** Runs a cell and gives everything that it said, whatever the kind of output. A cell that is aborted because of an earlier one's error is run again. */
export async function said(kernel: Kernel, code: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    const done = await kernel.execute(code, { timeoutMs: LIMIT_MS, stopOnError: false });
    if (!/^abort/.test(done.status) || tries === 5) return textOf(done);
    await sleep(100);
  }
}

/** All text of a cell's outputs, without colour codes. */
export function textOf(done: Executed | undefined): string {
  const texts = (done?.outputs ?? []).map((output) => {
    if (output.output_type === "stream") return String(output.text);
    if (output.output_type === "error") return [output.ename, output.evalue, ...output.traceback].join("\n");
    return String(output.data["text/plain"] ?? "");
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one
  return texts.join("").replace(/\u001b\[[\d;]*m/g, "");
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
