/** The shell channel's requests, handled one after the other. */
import type { Request } from "./request.ts";

/** How long (ms) a request may be underway from a client. */
const UNDERWAY_MS = 1_000;

export class ShellQueue {
  readonly #handle: (request: Request) => Promise<void>;
  #waiting: Request[] = [];
  #aborted = new WeakSet<Request>();
  #abort = { session: "", time: 0 };
  #busy = false;

  constructor(handle: (request: Request) => Promise<void>) {
    this.#handle = handle;
  }

  put(request: Request): void {
    this.#waiting.push(request);
    if (!this.#busy) void this.#work();
  }

  /**
   * Marks every cell that this client has sent by now as not to be run; a handler calls it before it replies with an error.
   * "Run all" sends cells one after the other, and some are still underway: cells of `session` that arrive soon are told by the time at which they were made.
   */
  abort(session: string): void {
    this.#abort = { session, time: Date.now() };
    for (const request of this.#waiting) if (request.message.header.session === session) this.#aborted.add(request);
  }

  /** Whether an earlier cell's error has aborted this request. */
  isAborted(request: Request): boolean {
    return this.#aborted.has(request) || this.#isLate(request);
  }

  #isLate({ message: { header } }: Request): boolean {
    const { session, time } = this.#abort;
    return header.session === session && Date.now() - time < UNDERWAY_MS && Date.parse(header.date) < time;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) await this.#handle(request);
    this.#busy = false;
  }
}
