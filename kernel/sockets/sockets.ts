/** The kernel's five sockets, bound: shell, control and stdin as ROUTER, iopub as XPUB, heartbeat as an echo. */
import { Router, XPublisher } from "zeromq";
import { addressOf, type Connection } from "../wire/connection.ts";
import { Outbox } from "./outbox.ts";

/** A subscriber that takes nothing for this long (ms) is no longer waited for. */
const STALLED_MS = 5_000;
/** How often (ms) a full socket is tried again. An XPUB socket counts as writable even when it is full, so there is no event to wait for. */
const AGAIN_MS = 2;
/** Published messages that may wait for one slow subscriber before the kernel waits for it. */
const PUBLISHED_WAITING = 250;

export type Receiver = (frames: Buffer[]) => void;

export interface Receivers {
  shell: Receiver;
  control: Receiver;
  stdin: Receiver;
  /** A client subscribed to `topic` on iopub. */
  subscribed: (topic: Buffer) => void;
}

export class Sockets {
  readonly shell: Outbox;
  readonly control: Outbox;
  readonly stdin: Outbox;
  readonly iopub: Outbox;
  readonly #routers: { shell: Router; control: Router; stdin: Router; hb: Router };
  readonly #iopub: XPublisher;

  private constructor() {
    const router = () => new Router({ sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1_000, handover: true });
    this.#routers = { shell: router(), control: router(), stdin: router(), hb: router() };
    this.#iopub = new XPublisher({
      sendHighWaterMark: PUBLISHED_WAITING,
      noDrop: true,
      sendTimeout: 0,
      linger: 1_000,
      verbosity: "allSubs",
    });
    this.shell = new Outbox(this.#routers.shell);
    this.control = new Outbox(this.#routers.control);
    this.stdin = new Outbox(this.#routers.stdin);
    this.iopub = new Outbox(this.#iopub, { onRefused: (error, waited) => this.#full(error, waited) });
  }

  /** Binds all five and starts to receive. */
  static async bind(connection: Connection, receivers: Receivers): Promise<Sockets> {
    const sockets = new Sockets();
    const { shell, control, stdin, hb } = sockets.#routers;
    await Promise.all([
      shell.bind(addressOf(connection, "shell")),
      control.bind(addressOf(connection, "control")),
      stdin.bind(addressOf(connection, "stdin")),
      hb.bind(addressOf(connection, "hb")),
      sockets.#iopub.bind(addressOf(connection, "iopub")),
    ]);
    void receive(shell, receivers.shell);
    void receive(control, receivers.control);
    void receive(stdin, receivers.stdin);
    const echo = new Outbox(hb);
    void receive(hb, (frames) => echo.put(frames));
    void receive(sockets.#iopub, ([frame]) => {
      if (frame?.[0] === 1) receivers.subscribed(frame.subarray(1));
    });
    return sockets;
  }

  /** Sends what waits and closes all sockets. */
  async close(): Promise<void> {
    await Promise.all([this.shell, this.control, this.stdin, this.iopub].map((outbox) => outbox.flushed()));
    for (const socket of [...Object.values(this.#routers), this.#iopub]) socket.close();
  }

  /** A slow subscriber is waited for, and with it the cell that publishes; a stalled one must not hold up the others. */
  async #full(error: Error, waitedMs: number): Promise<boolean> {
    if (this.#iopub.closed || (error as NodeJS.ErrnoException).code !== "EAGAIN") return false;
    if (waitedMs > STALLED_MS) this.#letGo();
    else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return true;
  }

  /** From now on the stalled subscriber loses messages, until it has had time to wake. */
  #letGo(): void {
    this.#iopub.noDrop = false;
    setTimeout(() => {
      if (!this.#iopub.closed) this.#iopub.noDrop = true;
    }, STALLED_MS).unref();
  }
}

async function receive(socket: AsyncIterable<Buffer[]>, receiver: Receiver): Promise<void> {
  for await (const frames of socket) receiver(frames);
}
