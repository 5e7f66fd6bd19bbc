/** Runs cells on the executor, one at a time, and replaces an executor that ended. */
import type { ChildProcess } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { type Frame, packBuffers, unpackBuffers } from "../channel/frame.ts";
import type {
  CommEvent,
  ErrorContent,
  FromExecutor,
  FromWatcher,
  StreamName,
  ToExecutor,
} from "../channel/protocol.ts";
import type { CommEventType } from "../comm/comm.ts";
import type { Content, Header } from "../wire/message.ts";
import { withoutChatter } from "./chatter.ts";
import { DebugLink } from "./debug-link.ts";
import { endOfExecutor, notInterruptible } from "./executor-end.ts";
import { ExecutorHost } from "./executor-host.ts";
import { type Origin, Parents } from "./parents.ts";
import type { Publisher } from "./publisher.ts";

/** How long (ms) an interrupted cell may stay in native code before its executor is ended. */
const GRACE_MS = 5_000;
/** How often (ms) an interrupt is repeated until the cell has ended. */
const AGAIN_MS = 25;
/** Bytes that may wait to be published before the executor has to wait. */
const BACKLOG = 8 << 20;

export interface Done {
  /** The plain text of the cell's value. */
  resultText?: string;
  error?: ErrorContent;
  userExpressions: Record<string, unknown>;
  payload: unknown[];
}

export type CellRun = Omit<Extract<ToExecutor, { type: "execute" }>, "type" | "cell">;
export type InputAsked = Extract<FromExecutor, { type: "input" }>;

export interface ExecutionParts {
  publisher: Publisher;
  /** Starts an executor process. */
  spawn(): ChildProcess;
  /** Bytes that wait on iopub, and when they are gone. */
  outbox: { backlog: number; flushed(): Promise<void> };
  onInput(asked: InputAsked, parent: Header): void;
  /** A comm message is published; its kind and content are of interest to who keeps count of comms. */
  onComm(event: CommEvent): void;
  /** The executor has ended, and what lived in it. */
  onEnd(): void;
  onDebugEvent(event: Record<string, unknown>): void;
}

export class Execution {
  readonly #parts: ExecutionParts;
  readonly #parents = new Parents();
  #host: ExecutorHost;
  #running: { cell: number; resultText?: string; finish(done: Done): void } | undefined;
  readonly #debugLink = new DebugLink((message) => this.#host.sendToWatcher(message));
  #grace: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #onInterrupt: () => void = () => {};
  #ready = false;
  #paused = false;
  #closing = false;
  /** The last that native code wrote to stderr: it tells why a process died. */
  #lastWords = "";

  constructor(parts: ExecutionParts) {
    this.#parts = parts;
    this.#host = this.#start();
  }

  /** Runs one cell; `origin` is the request that its outputs belong to. */
  run(cell: CellRun, code: string, origin: Origin): Promise<Done> {
    const number = this.#parents.add(origin);
    const done = this.#begin(number);
    const send = () => this.#host.send({ ...cell, type: "execute", cell: number }, code);
    const announced = this.#debugLink.announce(cell.url, cell.source);
    if (announced) void announced.then(send);
    else send();
    return done;
  }

  /** Hands a comm message of the page to the executor and waits until its listeners have run. */
  async comm(
    message: { event: CommEventType; content: Content; metadata: Content; buffers: Uint8Array[] },
    origin: Origin,
  ): Promise<void> {
    const number = this.#parents.add(origin);
    const { event, content, metadata } = message;
    const { sizes, body } = packBuffers(message.buffers);
    const done = this.#begin(number);
    this.#host.send({ type: "comm", cell: number, event, content, metadata, sizes }, body);
    const { error } = await done;
    if (error) this.#parts.publisher.publish("error", { ...error }, origin.header);
  }

  #begin(cell: number): Promise<Done> {
    return new Promise((resolve) => {
      const finish = (done: Done) => {
        clearTimeout(this.#grace);
        clearInterval(this.#again);
        this.#grace = undefined;
        this.#running = undefined;
        resolve(done);
      };
      this.#running = { cell, finish };
    });
  }

  /** Resolves at the next interrupt: a cell that is still being prepared must not begin then. */
  nextInterrupt(): Promise<undefined> {
    return new Promise((resolve) => {
      this.#onInterrupt = () => resolve(undefined);
    });
  }

  /** Stops what runs; native code that does not return costs the executor. */
  interrupt(): void {
    this.#onInterrupt();
    // An executor that is just starting does not know the signal yet, and would end.
    if (this.#ready) this.#host.signalGroup("SIGINT");
    const cell = this.#running?.cell ?? 0;
    const ask = () => this.#host.sendToWatcher({ type: "interrupt", cell });
    ask();
    if (!this.#running) return;
    // It cannot stop while it waits for its output to be taken.
    this.#host.pause(false);
    // The executor may not have begun with the cell yet: it is asked again until the cell has ended.
    clearInterval(this.#again);
    this.#again = setInterval(ask, AGAIN_MS);
    this.#grace ??= setTimeout(() => this.#replace(notInterruptible(GRACE_MS)), GRACE_MS);
  }

  /** Sends a message to the executor outside any cell. */
  send(message: ToExecutor, body?: Uint8Array): void {
    this.#host.send(message, body);
  }

  /** Ends the executor for good. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#host.kill();
  }

  #start(): ExecutorHost {
    const host: ExecutorHost = new ExecutorHost(this.#parts.spawn(), {
      message: (frame) => host === this.#host && this.#receive(frame),
      watcher: (frame) => host === this.#host && this.#receiveWatcher(frame),
      native: (name, bytes) => this.#native(name, bytes),
      exit: (code, signal) => {
        if (host === this.#host && !this.#closing) this.#replace(endOfExecutor(code, signal, this.#lastWords), false);
      },
    });
    return host;
  }

  /** Puts a fresh executor in the place of the present one and says why. */
  #replace(error: ErrorContent, kill = true): void {
    if (kill) void this.#host.kill();
    this.#lastWords = "";
    this.#paused = false;
    this.#ready = false;
    this.#host = this.#start();
    this.#debugLink.reset();
    this.#parts.onEnd();
    if (this.#running) this.#running.finish({ error, userExpressions: {}, payload: [] });
    else this.#parts.publisher.publish("error", { ...error }, this.#parents.latest.header);
  }

  #receive({ head, body }: Frame<FromExecutor>): void {
    if (head.type === "ready") this.#ready = true;
    if (head.type === "ready") return;
    const { publisher } = this.#parts;
    const { header: parent, count } = this.#parents.get(head.cell);
    if (head.type === "stream") publisher.stream(head.name, body.toString(), parent);
    else if (head.type === "display")
      publisher.publish(head.update ? "update_display_data" : "display_data", { ...head.content }, parent);
    else if (head.type === "result") this.#publishResult(head, count, parent);
    else if (head.type === "clear") publisher.publish("clear_output", { wait: head.wait }, parent);
    else if (head.type === "error") publisher.publish("error", { ...head.error }, parent);
    else if (head.type === "done") this.#finish(head);
    else if (head.type === "input") this.#parts.onInput(head, parent);
    else if (head.type === "comm") this.#publishComm(head, body, parent);
    this.#holdBack();
  }

  #publishResult(
    { cell, content }: Extract<FromExecutor, { type: "result" }>,
    execution_count: number,
    parent: Header,
  ): void {
    if (this.#running?.cell === cell) this.#running.resultText = String(content.data["text/plain"] ?? "");
    this.#parts.publisher.publish("execute_result", { ...content, execution_count }, parent);
  }

  #publishComm(event: CommEvent, body: Buffer, parent: Header): void {
    this.#parts.onComm(event);
    const { metadata, sizes } = event;
    this.#parts.publisher.publish(event.event, event.content, parent, {
      metadata,
      buffers: unpackBuffers(sizes, body),
    });
  }

  /** Answers a `debug_request`. */
  debug(request: Content): Promise<Content> {
    return this.#debugLink.debug(request);
  }

  #receiveWatcher({ head }: Frame<FromWatcher>): void {
    this.#debugLink.receive(head);
    if (head.type === "debugEvent") this.#parts.onDebugEvent(head.event);
  }

  /** What native code wrote before the end of the cell is underway in another pipe: the event loop reads it in its next turn. */
  #finish({ cell, error, userExpressions, payload }: Extract<FromExecutor, { type: "done" }>): void {
    setImmediate(() =>
      setImmediate(() => {
        if (this.#running?.cell === cell)
          this.#running.finish({ error, userExpressions, payload, resultText: this.#running.resultText });
      }),
    );
  }

  readonly #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };

  #native(name: StreamName, bytes: Buffer): void {
    const text = this.#decoders[name].write(bytes);
    if (name === "stderr") this.#lastWords = (this.#lastWords + text).slice(-4_000);
    const shown = name === "stderr" ? withoutChatter(text) : text;
    if (shown) this.#parts.publisher.stream(name, shown, this.#parents.get(this.#running?.cell ?? -1).header);
    this.#holdBack();
  }

  /** A flood waits in the executor while the clients take what is underway. */
  #holdBack(): void {
    if (this.#paused || this.#grace || this.#parts.outbox.backlog < BACKLOG) return;
    this.#paused = true;
    const host = this.#host;
    host.pause(true);
    void this.#parts.outbox.flushed().then(() => {
      this.#paused = false;
      host.pause(false);
    });
  }
}
