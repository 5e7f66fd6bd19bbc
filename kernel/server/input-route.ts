/** Questions of cells on the stdin channel: to the client that sent the cell, and its answer back. */
import type { ToExecutor } from "../channel/protocol.ts";
import type { Outbox } from "../sockets/outbox.ts";
import { encode, type Message, newHeader } from "../wire/message.ts";
import type { InputAsked } from "./execution.ts";
import type { Voice } from "./request.ts";

export class InputRoute {
  readonly #outbox: Outbox;
  readonly #voice: Voice;
  readonly #answer: (answer: ToExecutor) => void;
  /** The request of the cell that may ask. */
  #asker: Message | undefined;
  #waiting: number[] = [];

  constructor(outbox: Outbox, voice: Voice, answer: (answer: ToExecutor) => void) {
    this.#outbox = outbox;
    this.#voice = voice;
    this.#answer = answer;
  }

  /** From now on questions go to the client that sent `request`. */
  set asker(request: Message) {
    this.#asker = request;
    this.#waiting = [];
  }

  ask({ id, prompt, password }: InputAsked): void {
    if (!this.#asker) {
      this.#answer({ type: "input", id, refused: "there is no client to ask" });
      return;
    }
    this.#waiting.push(id);
    const { signer, session, username } = this.#voice;
    const { identities, header: parent } = this.#asker;
    const header = newHeader("input_request", session, username);
    this.#outbox.put(
      encode({ identities, header, parent, metadata: {}, content: { prompt, password }, buffers: [] }, signer),
    );
  }

  /** Takes an `input_reply`; one that nobody waits for, or of a client that was not asked, is dropped. */
  answer(message: Message): void {
    if (message.header.msg_type !== "input_reply" || !this.#asker) return;
    if (!sameClient(message, this.#asker)) return;
    const id = this.#waiting.shift();
    if (id !== undefined) this.#answer({ type: "input", id, value: String(message.content.value ?? "") });
  }
}

function sameClient(one: Message, other: Message): boolean {
  return Buffer.compare(one.identities[0] ?? Buffer.alloc(0), other.identities[0] ?? Buffer.alloc(0)) === 0;
}
