/** Speaks with the executor process over pipes, and says when it ends. */
import type { ChildProcess } from "node:child_process";
import type { Duplex } from "node:stream";
import { encodeFrame, type Frame, FrameDecoder } from "../channel/frame.ts";
import type { FromExecutor, FromWatcher, StreamName, ToExecutor, ToWatcher } from "../channel/protocol.ts";

export interface ExecutorEvents {
  message(frame: Frame<FromExecutor>): void;
  watcher(frame: Frame<FromWatcher>): void;
  /** Text that native code or a child process wrote to the executor's own stdout or stderr. */
  native(name: StreamName, bytes: Buffer): void;
  /** The process has ended and everything it wrote has been delivered. */
  exit(code: number | null, signal: NodeJS.Signals | null): void;
}

export class ExecutorHost {
  readonly #child: ChildProcess;
  readonly #events: ExecutorEvents;
  #ended = false;

  /** @param child what `spawnExecutor` started, at most a moment ago */
  constructor(child: ChildProcess, events: ExecutorEvents) {
    this.#events = events;
    this.#child = child;
    this.#listen();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToExecutor, body?: string | Uint8Array): void {
    this.#write(3, encodeFrame(message, body));
  }

  sendToWatcher(message: ToWatcher): void {
    this.#write(5, encodeFrame(message));
  }

  /** Sends a signal to everything that the cells started, and to the executor itself. */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // Nobody of the group lives any more.
    }
  }

  /** Ends the executor and everything that it started; resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    const gone = new Promise((resolve) => this.#child.once("close", resolve));
    this.signalGroup("SIGKILL");
    for (const stream of this.#child.stdio) stream?.destroy();
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
  }

  /** Stops or resumes taking output, so that a flood waits in the executor and not here. */
  pause(paused: boolean): void {
    for (const fd of [1, 2, 4]) {
      const stream = this.#child.stdio[fd] as Duplex;
      if (paused) stream.pause();
      else stream.resume();
    }
  }

  #listen(): void {
    const [, stdout, stderr, input, output, watcher] = this.#child.stdio as unknown as Duplex[];
    stdout.on("data", (bytes) => this.#events.native("stdout", bytes));
    stderr.on("data", (bytes) => this.#events.native("stderr", bytes));
    listen<FromExecutor>(output, (frame) => this.#events.message(frame));
    listen<FromWatcher>(watcher, (frame) => this.#events.watcher(frame));
    for (const stream of [input, output, watcher]) stream.on("error", () => {});
    this.#child.on("error", () => this.#end(null, null));
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) setImmediate(() => this.#end(exitCode, signalCode));
    // "exit" rather than "close": a child that outlives the executor may hold its stdout open for ever.
    this.#child.on("exit", (code, signal) => {
      if (output.readableEnded || output.destroyed) return this.#end(code, signal);
      output.once("close", () => this.#end(code, signal));
      setTimeout(() => this.#end(code, signal), 1_000).unref();
    });
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.signalGroup("SIGKILL");
    this.#events.exit(code, signal);
  }

  #write(fd: number, bytes: Buffer): void {
    const stream = this.#child.stdio[fd] as Duplex;
    if (!this.#ended && stream.writable) stream.write(bytes);
  }
}

function listen<H>(stream: Duplex, receive: (frame: Frame<H>) => void): void {
  const decoder = new FrameDecoder<H>();
  stream.on("data", (chunk: Buffer) => decoder.push(chunk).forEach(receive));
}
