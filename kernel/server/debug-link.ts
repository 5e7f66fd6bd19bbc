/** The kernel process's side of the debugger: requests to the executor's watching thread, and the cells that it must know. */
import type { FromWatcher, ToWatcher } from "../channel/protocol.ts";
import type { Content } from "../wire/message.ts";

/** Cells of which the debugger knows. */
const REMEMBERED = 2_000;

export class DebugLink {
  readonly #send: (message: ToWatcher) => void;
  /** Sources of cells by the names of their scripts. */
  readonly #sources = new Map<string, string>();
  readonly #waiting = new Map<number, (reply: Content) => void>();
  #inUse = false;
  #asked = 0;

  constructor(send: (message: ToWatcher) => void) {
    this.#send = send;
  }

  /** Answers a `debug_request`. Cells that ran before the debugger was asked for are made known to it first. */
  debug(request: Content): Promise<Content> {
    if (!this.#inUse) for (const [url, source] of this.#sources) this.#send({ type: "cell", id: 0, url, source });
    this.#inUse = true;
    return this.#ask((id) => ({ type: "debug", id, request }));
  }

  /** Makes a cell known; where the debugger is in use, its breakpoints are in place when the promise resolves. */
  announce(url: string, source: string): Promise<unknown> | undefined {
    this.#sources.delete(url);
    this.#sources.set(url, source);
    if (this.#sources.size > REMEMBERED) this.#sources.delete(this.#sources.keys().next().value as string);
    return this.#inUse ? this.#ask((id) => ({ type: "cell", id, url, source })) : undefined;
  }

  /** Takes the watching thread's answers. */
  receive(message: FromWatcher): void {
    if (message.type === "debugReply") this.#answered(message.id, message.reply);
    else if (message.type === "cellNoted") this.#answered(message.id, {});
  }

  /** The executor has ended, and its debugger with it. */
  reset(): void {
    this.#inUse = false;
    this.#sources.clear();
    const reply = { type: "response", success: false, message: "the executor has ended", body: {} };
    for (const resolve of this.#waiting.values()) resolve(reply);
    this.#waiting.clear();
  }

  #ask(message: (id: number) => ToWatcher): Promise<Content> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send(message(id));
    });
  }

  #answered(id: number, reply: Content): void {
    this.#waiting.get(id)?.(reply);
    this.#waiting.delete(id);
  }
}
