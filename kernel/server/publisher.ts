/** What goes out on iopub: every message bears the header of the request that caused it; stream text is gathered. */
import type { StreamName } from "../channel/protocol.ts";
import type { Outbox } from "../sockets/outbox.ts";
import { type Content, encode, type Header, newHeader } from "../wire/message.ts";
import type { Signer } from "../wire/signature.ts";

/** How long (ms) stream text may wait for more, and how much (UTF-16 units) goes into one message. */
const GATHER_MS = 20;
const GATHER_SIZE = 65_536;

export type Parent = Header | Record<string, never>;

interface Gathered {
  parent: Parent;
  name: StreamName;
  text: string[];
  size: number;
}

export class Publisher {
  readonly #outbox: Outbox;
  readonly #signer: Signer;
  readonly #session: string;
  readonly #username: string;
  #gathered: Gathered | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(outbox: Outbox, identity: { signer: Signer; session: string; username: string }) {
    this.#outbox = outbox;
    this.#signer = identity.signer;
    this.#session = identity.session;
    this.#username = identity.username;
  }

  /** Publishes after all stream text that came before. */
  publish(
    type: string,
    content: Content,
    parent: Parent,
    extra: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] } = {},
  ): void {
    this.flush();
    const header = newHeader(type, this.#session, this.#username);
    const message = {
      identities: [Buffer.from(topicOf(type, content))],
      header,
      parent,
      metadata: extra.metadata ?? {},
      content,
      buffers: extra.buffers ?? [],
    };
    this.#outbox.put(encode(message, this.#signer));
  }

  /** Adds text to a stream; it goes out together with what follows soon. */
  stream(name: StreamName, text: string, parent: Parent): void {
    const current = this.#gathered;
    if (current && (current.name !== name || current.parent !== parent)) this.flush();
    this.#gathered ??= { parent, name, text: [], size: 0 };
    this.#gathered.text.push(text);
    this.#gathered.size += text.length;
    if (this.#gathered.size >= GATHER_SIZE) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Sends gathered stream text. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered;
    if (!gathered) return;
    this.#gathered = undefined;
    this.publish("stream", { name: gathered.name, text: gathered.text.join("") }, gathered.parent);
  }
}

/** The first frame of a published message, by which clients may filter. */
function topicOf(type: string, content: Content): string {
  return type === "stream" ? `stream.${content.name}` : type;
}
