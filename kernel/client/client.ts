/** A Jupyter client over ZeroMQ: speaks to one kernel through its five sockets. */
import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { Dealer, Subscriber } from "zeromq";
import { Outbox } from "../sockets/outbox.ts";
import { addressOf, type Connection } from "../wire/connection.ts";
import { type Content, decode, encode, type Message, newHeader } from "../wire/message.ts";
import { Signer } from "../wire/signature.ts";

/** How long (ms) to wait for a first published message before asking again. */
const HEARD_MS = 200;
/** How often (ms) to knock at a kernel that is just starting; ZeroMQ's own rhythm of 100 to 200 would be most of its start. */
const KNOCK_MS = 5;

export interface RequestOptions {
  /** The channel; shell by default. */
  channel?: "shell" | "control";
  /** Milliseconds to wait for the reply; for ever by default. */
  timeoutMs?: number;
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
  /** Does not wait for what the request causes to be published. */
  replyOnly?: boolean;
  /** Called with every message that the kernel publishes because of this request. */
  onPublished?: (message: Message) => void;
  /** Answers the kernel's questions; without it the kernel is told that nobody can. */
  onInput?: (prompt: string, password: boolean) => string | Promise<string>;
}

export interface Exchange {
  reply: Message;
  /** Everything published because of the request, up to and with its idle status. */
  published: Message[];
}

interface Pending {
  options: RequestOptions;
  published: Message[];
  reply?: Message;
  idle: boolean;
  finish(exchange: Exchange): void;
  fail(error: Error): void;
}

export class KernelClient {
  readonly #signer: Signer;
  readonly #session = randomUUID();
  readonly #username = userInfo().username;
  readonly #sockets: { shell: Dealer; control: Dealer; stdin: Dealer; iopub: Subscriber };
  readonly #outboxes: { shell: Outbox; control: Outbox; stdin: Outbox };
  readonly #pending = new Map<string, Pending>();
  readonly #listeners = new Set<(message: Message) => void>();
  #closed: Error | undefined;
  #heard = false;

  constructor(connection: Connection) {
    this.#signer = new Signer(connection.key, connection.signature_scheme);
    const routingId = this.#session;
    const options = { receiveHighWaterMark: 0, linger: 0, reconnectInterval: KNOCK_MS };
    const dealer = () => new Dealer({ routingId, sendHighWaterMark: 0, ...options });
    this.#sockets = {
      shell: dealer(),
      control: dealer(),
      stdin: dealer(),
      iopub: new Subscriber(options),
    };
    const { shell, control, stdin, iopub } = this.#sockets;
    this.#outboxes = { shell: new Outbox(shell), control: new Outbox(control), stdin: new Outbox(stdin) };
    iopub.subscribe();
    for (const channel of ["shell", "control", "stdin", "iopub"] as const)
      this.#sockets[channel].connect(addressOf(connection, channel));
    void this.#receive(shell, (message) => this.#onReply(message));
    void this.#receive(control, (message) => this.#onReply(message));
    void this.#receive(stdin, (message) => void this.#onInput(message));
    void this.#receive(iopub, (message) => this.#onPublished(message));
  }

  /** Sends a request and waits for its reply and for everything that it caused to be published. */
  request(type: string, content: Content = {}, options: RequestOptions = {}): Promise<Exchange> {
    if (this.#closed) return Promise.reject(this.#closed);
    const header = newHeader(type, this.#session, this.#username);
    const { channel = "shell", metadata = {}, buffers = [], timeoutMs } = options;
    const id = header.msg_id;
    return new Promise((resolve, reject) => {
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => this.#settle(id)?.fail(new Error(`${type}: no reply within ${timeoutMs} ms`)), timeoutMs);
      const done =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          settle(value);
        };
      this.#pending.set(id, { options, published: [], idle: false, finish: done(resolve), fail: done(reject) });
      this.#outboxes[channel].put(
        encode({ identities: [], header, parent: {}, metadata, content, buffers }, this.#signer),
      );
    });
  }

  /** Sends a message that has no reply, for instance a comm message. */
  send(type: string, content: Content, options: RequestOptions = {}): void {
    const header = newHeader(type, this.#session, this.#username);
    const { channel = "shell", metadata = {}, buffers = [] } = options;
    this.#outboxes[channel].put(
      encode({ identities: [], header, parent: {}, metadata, content, buffers }, this.#signer),
    );
  }

  /** Calls `listener` with everything that the kernel publishes; returns the way to stop that. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits until the kernel answers and its published messages arrive. */
  async ready(timeoutMs: number): Promise<Message> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const { reply } = await this.request(
        "kernel_info_request",
        {},
        { timeoutMs: end - performance.now(), replyOnly: true },
      );
      if (await this.#hears(HEARD_MS)) return reply;
    }
  }

  /** Whether anything published arrives within `waitMs`; kernels welcome a subscriber, or else publish a status with each reply. */
  #hears(waitMs: number): Promise<boolean> {
    if (this.#heard) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (heard: boolean) => {
        clearTimeout(timer);
        off();
        resolve(heard);
      };
      const timer = setTimeout(() => done(false), waitMs);
      const off = this.listen(() => done(true));
    });
  }

  /** Closes the sockets; every request that waits fails with `reason`. */
  close(reason = "the client was closed"): void {
    if (this.#closed) return;
    this.#closed = new Error(reason);
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.fail(this.#closed);
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  async #receive(socket: AsyncIterable<Buffer[]>, receive: (message: Message) => void): Promise<void> {
    for await (const frames of socket) {
      const decoded = decode(frames, this.#signer);
      if (decoded.ok) receive(decoded.message);
    }
  }

  #onReply(reply: Message): void {
    const id = reply.parent.msg_id;
    const pending = this.#pending.get(id);
    if (!pending) return;
    pending.reply = reply;
    this.#complete(id);
  }

  #onPublished(message: Message): void {
    this.#heard = true;
    for (const listener of this.#listeners) listener(message);
    const pending = this.#pending.get(message.parent.msg_id);
    if (!pending) return;
    pending.published.push(message);
    pending.options.onPublished?.(message);
    if (message.header.msg_type === "status" && message.content.execution_state === "idle") pending.idle = true;
    this.#complete(message.parent.msg_id);
  }

  #complete(id: string): void {
    const pending = this.#pending.get(id);
    if (!pending?.reply || !(pending.idle || pending.options.replyOnly)) return;
    this.#settle(id)?.finish({ reply: pending.reply, published: pending.published });
  }

  #settle(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  async #onInput(message: Message): Promise<void> {
    const { prompt, password } = message.content as { prompt: string; password: boolean };
    const ask = this.#pending.get(message.parent.msg_id)?.options.onInput;
    const value = ask ? await ask(prompt, password) : "";
    const header = newHeader("input_reply", this.#session, this.#username);
    this.#outboxes.stdin.put(
      encode(
        { identities: [], header, parent: message.header as never, metadata: {}, content: { value }, buffers: [] },
        this.#signer,
      ),
    );
  }
}
