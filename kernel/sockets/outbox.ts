/**
 * One writer per socket: messages leave in the order they were put, one send at a time.
 * zeromq.js defers or loses sends that are not awaited once its high-water mark is reached; a queue in front of it never gets there.
 */
import type { Writable } from "zeromq";

export interface OutboxOptions {
  /** What to do with a message that the socket has refused for `waitedMs`: true tries it again, once the promise resolves. */
  onRefused?: (error: Error, waitedMs: number) => Promise<boolean>;
}

export class Outbox {
  readonly #socket: Pick<Writable, "send">;
  readonly #options: OutboxOptions;
  #queue: Uint8Array[][] = [];
  #sending = false;
  #backlog = 0;
  #waiting: (() => void)[] = [];

  constructor(socket: Pick<Writable, "send">, options: OutboxOptions = {}) {
    this.#socket = socket;
    this.#options = options;
  }

  /** Bytes that wait to be sent. */
  get backlog(): number {
    return this.#backlog;
  }

  /** Sends `frames` after everything put before. */
  put(frames: Uint8Array[]): void {
    this.#queue.push(frames);
    this.#backlog += sizeOf(frames);
    if (!this.#sending) void this.#drain();
  }

  /** Resolves when everything put so far is with ZeroMQ. */
  flushed(): Promise<void> {
    if (!this.#sending) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #drain(): Promise<void> {
    this.#sending = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      for (const frames of batch) {
        await this.#send(frames);
        this.#backlog -= sizeOf(frames);
      }
    }
    this.#sending = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #send(frames: Uint8Array[]): Promise<void> {
    let refused: number | undefined;
    for (;;) {
      try {
        return await this.#socket.send(frames as Buffer[]);
      } catch (error) {
        refused ??= performance.now();
        if (!(await this.#options.onRefused?.(error as Error, performance.now() - refused))) return;
      }
    }
  }
}

function sizeOf(frames: Uint8Array[]): number {
  let size = 0;
  for (const frame of frames) size += frame.byteLength;
  return size;
}
