/** One request and its one reply, which is born from it: type, parent header and identities cannot be got wrong by a handler. */
import type { Outbox } from "../sockets/outbox.ts";
import { type Content, encode, type Message, newHeader } from "../wire/message.ts";
import type { Signer } from "../wire/signature.ts";

export type RequestChannel = "shell" | "control";

export interface Voice {
  signer: Signer;
  session: string;
  username: string;
}

export class Request {
  readonly message: Message;
  readonly channel: RequestChannel;
  readonly #outbox: Outbox;
  readonly #voice: Voice;
  #replied = false;

  constructor(message: Message, channel: RequestChannel, outbox: Outbox, voice: Voice) {
    this.message = message;
    this.channel = channel;
    this.#outbox = outbox;
    this.#voice = voice;
  }

  get type(): string {
    return this.message.header.msg_type;
  }

  get content(): Content {
    return this.message.content;
  }

  /** Sends the reply; only the first counts. */
  reply(content: Content, metadata: Record<string, unknown> = {}): void {
    if (this.#replied) return;
    this.#replied = true;
    const { signer, session, username } = this.#voice;
    const header = newHeader(this.type.replace(/_request$/, "_reply"), session, username);
    const { identities, header: parent } = this.message;
    this.#outbox.put(encode({ identities, header, parent, metadata, content, buffers: [] }, signer));
  }
}
