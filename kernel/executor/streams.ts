/** stdout and stderr of JavaScript code: attributed to its cell, gathered into few messages, never piled up. */
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../channel/protocol.ts";
import type { Cells } from "./cells.ts";
import type { Send } from "./channel.ts";

/** Text gathered before it is sent, in UTF-16 units. */
const GATHERED = 16_384;
/** Writes that go out at once before gathering starts, per window: what a cell prints before a long computation is seen at once. */
const AT_ONCE = 64;
/** The window of `AT_ONCE`, and the longest that gathered text waits while the event loop turns, in ms. */
const WINDOW_MS = 50;

/** Gathers text by cell and stream and sends it in order. */
export class StreamGatherer {
  readonly #send: Send;
  #cell = 0;
  #name: StreamName = "stdout";
  #parts: string[] = [];
  #size = 0;
  #windowStart = 0;
  #writes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  write(cell: number, name: StreamName, text: string): void {
    if (text.length === 0) return;
    if (cell !== this.#cell || name !== this.#name) this.flush();
    this.#cell = cell;
    this.#name = name;
    this.#parts.push(text);
    this.#size += text.length;
    if (this.#size >= GATHERED || this.#isAtOnce()) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WINDOW_MS);
  }

  /** Sends what is gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#size === 0) return;
    const text = this.#parts.length === 1 ? this.#parts[0] : this.#parts.join("");
    this.#parts = [];
    this.#size = 0;
    for (const piece of pieces(text)) this.#send({ type: "stream", cell: this.#cell, name: this.#name }, piece);
  }

  #isAtOnce(): boolean {
    const now = performance.now();
    if (now - this.#windowStart > WINDOW_MS) {
      this.#windowStart = now;
      this.#writes = 0;
    }
    this.#writes += 1;
    return this.#writes <= AT_ONCE;
  }
}

/** A long text goes out piece by piece, so that neither side holds it twice; no piece ends inside a surrogate pair. */
function* pieces(text: string): Generator<string> {
  const step = 65_536;
  let at = 0;
  while (at < text.length) {
    let end = Math.min(at + step, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end += 1;
    yield text.slice(at, end);
    at = end;
  }
}

/** The stream that stands in for `process.stdout` or `process.stderr`. */
export class CellStream extends Writable {
  readonly fd: number;
  readonly isTTY = false;
  readonly #gatherer: StreamGatherer;
  readonly #cells: Cells;
  readonly #name: StreamName;
  readonly #decoder = new StringDecoder("utf8");

  constructor(name: StreamName, gatherer: StreamGatherer, cells: Cells) {
    super({ decodeStrings: false });
    this.fd = name === "stdout" ? 1 : 2;
    this.#name = name;
    this.#gatherer = gatherer;
    this.#cells = cells;
  }

  /** Takes text or bytes at once, without Writable's buffer, so that order is kept and a loop of writes holds nothing. */
  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const done = typeof encoding === "function" ? encoding : callback;
    this.#gatherer.write(this.#cells.current.id, this.#name, this.#textOf(chunk, encoding));
    if (typeof done === "function") queueMicrotask(() => done(null));
    return true;
  }

  override _write(chunk: unknown, encoding: BufferEncoding, callback: () => void): void {
    this.#gatherer.write(this.#cells.current.id, this.#name, this.#textOf(chunk, encoding));
    callback();
  }

  getColorDepth(): number {
    return 1;
  }

  hasColors(): boolean {
    return false;
  }

  #textOf(chunk: unknown, encoding: unknown): string {
    if (typeof chunk !== "string") return this.#decoder.write(Buffer.from(chunk as Uint8Array));
    if (typeof encoding !== "string" || /^utf-?8$/i.test(encoding)) return chunk;
    return this.#decoder.write(Buffer.from(chunk, encoding as BufferEncoding));
  }
}

/** Puts streams of ours in place of `process.stdout` and `process.stderr`, before anything has written to them. */
export function captureStreams(gatherer: StreamGatherer, cells: Cells): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = new CellStream(name, gatherer, cells);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
}
