/**
 * The main thread's side of an interrupt. The watching thread first sends a message, which an idle thread takes; where it is not taken soon, the watching thread
 * has `stop` called in the middle of whatever runs. That one decides whether the running code is the student's and may be terminated.
 */
import { AsyncStack } from "./async-stack.ts";

/** `stop` stands under this symbol, because the watching thread's inspector session can only reach what is global. */
export const STOP = Symbol.for("gradlab.stop");

/** How often work of ours may put an interrupt off; work that takes longer was itself cut off by one, so that its end was never noted. */
const DEFERRALS = 20;

export class Interrupts {
  readonly #asyncStack = new AsyncStack();
  readonly #terminate: () => void;
  #running = 0;
  #taken = 0;
  #critical = 0;
  #deferred = 0;

  /** `terminate` stops the JavaScript that runs when it is called. */
  constructor(terminate: () => void) {
    this.#terminate = terminate;
    const value = (number: number, cell: number) => this.#stop(number, cell);
    Object.defineProperty(globalThis, STOP, { value });
  }

  /** To be called when a message of the kernel process arrives: until `allow`, what runs is ours, whatever an earlier interrupt cut off. */
  forbid(): void {
    this.#critical = 1;
    this.#deferred = 0;
  }

  /** From now on what runs belongs to `cell`, or (0) to no cell, and may be stopped by an interrupt of that cell only. */
  allow(cell: number): void {
    this.#running = cell;
    this.#asyncStack.relax();
    this.#critical = 0;
    this.#deferred = 0;
  }

  /** Notes that the message of interrupt `number` was taken: there is nothing left to terminate. */
  take(number: number): void {
    this.#taken = Math.max(this.#taken, number);
    this.#deferred = 0;
    this.#asyncStack.clear();
  }

  /** Runs work of ours that must not be cut in two; an interrupt waits for its end. */
  critical<T>(work: () => T): T {
    this.#critical += 1;
    try {
      return work();
    } finally {
      this.#critical = Math.max(0, this.#critical - 1);
      if (this.#critical === 0 && this.#deferred > 0) this.terminate();
    }
  }

  /** Says that critical work is still underway, so that an interrupt goes on waiting for its end. */
  postpone(): void {
    this.#deferred = Math.min(this.#deferred, 1);
  }

  /** Stops the JavaScript that runs now, without a catch or finally block of it. */
  terminate(): void {
    this.#deferred = 0;
    setImmediate(() => this.#asyncStack.clear());
    this.#terminate();
  }

  /** An interrupt hits only the cell that it was meant for: that one may have ended, and the next one begun, while it was underway. */
  #stop(number: number, cell: number): void {
    if (number <= this.#taken || cell !== this.#running) return;
    if (this.#critical === 0 || this.#deferred >= DEFERRALS) this.terminate();
    else this.#deferred += 1;
  }
}
