/**
 * Ends what an interrupted cell still awaits: a loop of awaits must not go on behind the student's back.
 * JavaScript has no way to cancel an async function, so its next continuation is terminated as it begins. Timers and listeners that the cell set up stay.
 */
import { promiseHooks } from "node:v8";
import type { Cells } from "./cells.ts";
import type { Interrupts } from "./interrupts.ts";

/** How long (ms) continuations are watched after an interrupt: watching costs a call for every await. */
const WATCHED_MS = 60_000;

export class Cancellation {
  readonly #cells: Cells;
  readonly #interrupts: Interrupts;
  #stop: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(cells: Cells, interrupts: Interrupts) {
    this.#cells = cells;
    this.#interrupts = interrupts;
  }

  /** Begins to watch for continuations of cells that are marked as interrupted. */
  watch(): void {
    this.#stop ??= promiseHooks.onBefore(() => this.#check()) as () => void;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), WATCHED_MS).unref();
  }

  #check(): void {
    if (this.#cells.owner?.interrupted) this.#interrupts.terminate();
  }

  #end(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
