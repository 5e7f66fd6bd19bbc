/** Comms: two-way channels between a cell's code and the page, by which widgets live. Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages */
import { randomUUID } from "node:crypto";

export type CommEventType = "comm_open" | "comm_msg" | "comm_close";

export interface CommMessage {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

export interface CommSendOptions {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

/** What brings comm messages to the page. */
export interface CommPost {
  post(type: CommEventType, content: Record<string, unknown>, options: CommSendOptions): void;
}

export type CommListener = (message: CommMessage) => unknown;

/** One open channel. */
export class Comm {
  readonly id: string;
  readonly target: string;
  readonly #registry: CommRegistry;
  readonly #listeners = { message: new Set<CommListener>(), close: new Set<CommListener>() };

  /** Use `comms.open` to make one. */
  constructor(registry: CommRegistry, target: string, id: string) {
    this.#registry = registry;
    this.target = target;
    this.id = id;
  }

  /** Sends data, and bytes where asked, to the other side. */
  send(data: Record<string, unknown>, options: CommSendOptions = {}): void {
    this.#registry.post("comm_msg", { comm_id: this.id, data }, options);
  }

  /** Calls `listener` with each message of the other side. */
  onMessage(listener: CommListener): void {
    this.#listeners.message.add(listener);
  }

  /** Calls `listener` when the other side closes. */
  onClose(listener: CommListener): void {
    this.#listeners.close.add(listener);
  }

  close(data: Record<string, unknown> = {}, options: CommSendOptions = {}): void {
    this.#registry.forget(this.id);
    this.#registry.post("comm_close", { comm_id: this.id, data }, options);
  }

  /** Tells the listeners; the kernel calls it. */
  async receive(event: "message" | "close", message: CommMessage): Promise<void> {
    for (const listener of this.#listeners[event]) await listener(message);
  }
}

/** What a target does when the page opens a comm to it. */
export type CommTarget = (comm: Comm, message: CommMessage) => unknown;

export class CommRegistry {
  readonly #post: CommPost;
  readonly #targets = new Map<string, CommTarget>();
  readonly #comms = new Map<string, Comm>();

  constructor(post: CommPost) {
    this.#post = post;
  }

  /** Makes `target` known: `open` is called when the page opens a comm to it. */
  register(target: string, open: CommTarget): void {
    this.#targets.set(target, open);
  }

  unregister(target: string): void {
    this.#targets.delete(target);
  }

  /** Opens a comm to a target of the page. */
  open(
    target: string,
    data: Record<string, unknown> = {},
    options: CommSendOptions & { id?: string; targetModule?: string } = {},
  ): Comm {
    const comm = new Comm(this, target, options.id ?? randomUUID().replaceAll("-", ""));
    this.#comms.set(comm.id, comm);
    this.post(
      "comm_open",
      { comm_id: comm.id, target_name: target, target_module: options.targetModule ?? null, data },
      options,
    );
    return comm;
  }

  post(type: CommEventType, content: Record<string, unknown>, options: CommSendOptions): void {
    this.#post.post(type, content, options);
  }

  forget(id: string): void {
    this.#comms.delete(id);
  }

  /** Takes a message of the page. */
  async receive(type: CommEventType, content: Record<string, unknown>, message: CommMessage): Promise<void> {
    const id = String(content.comm_id);
    if (type === "comm_open") return this.#opened(id, String(content.target_name), message);
    const comm = this.#comms.get(id);
    if (type === "comm_close") this.#comms.delete(id);
    await comm?.receive(type === "comm_msg" ? "message" : "close", message);
  }

  async #opened(id: string, target: string, message: CommMessage): Promise<void> {
    const open = this.#targets.get(target);
    if (!open)
      return this.post("comm_close", { comm_id: id, data: { error: `no target ${target} is registered` } }, {});
    const comm = new Comm(this, target, id);
    this.#comms.set(id, comm);
    await open(comm, message);
  }
}
