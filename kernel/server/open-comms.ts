/** Which comms are open, as far as the messages of both sides tell. */
import type { CommEventType } from "../comm/comm.ts";

export class OpenComms {
  readonly #targets = new Map<string, string>();

  /** Takes notice of a message of either side. */
  note(event: CommEventType, content: Record<string, unknown>): void {
    const id = String(content.comm_id);
    if (event === "comm_open") this.#targets.set(id, String(content.target_name));
    else if (event === "comm_close") this.#targets.delete(id);
  }

  /** Forgets all: their executor has ended. */
  clear(): void {
    this.#targets.clear();
  }

  /** The open comms, or those of one target, as `comm_info_reply` has them. */
  list(target?: string): Record<string, { target_name: string }> {
    const found = [...this.#targets].filter(([, name]) => target === undefined || name === target);
    return Object.fromEntries(found.map(([id, target_name]) => [id, { target_name }]));
  }
}
