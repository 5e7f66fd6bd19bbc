/** The shell channel's requests, handled one after the other. */
import type { Request } from "./request.ts";

export class ShellQueue {
  readonly #handle: (request: Request) => Promise<void>;
  #waiting: Request[] = [];
  #aborted = new WeakSet<Request>();
  #busy = false;

  constructor(handle: (request: Request) => Promise<void>) {
    this.#handle = handle;
  }

  put(request: Request): void {
    this.#waiting.push(request);
    if (!this.#busy) void this.#work();
  }

  /** Marks every cell that has arrived by now as not to be run; call it from a handler. */
  async abort(): Promise<void> {
    // Requests that have reached the socket but not yet the queue count as arrived.
    await new Promise(setImmediate);
    for (const request of this.#waiting) if (request.type === "execute_request") this.#aborted.add(request);
  }

  /** Whether an earlier cell's error has aborted this request. */
  isAborted(request: Request): boolean {
    return this.#aborted.has(request);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) await this.#handle(request);
    this.#busy = false;
  }
}
