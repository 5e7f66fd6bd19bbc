/** HMAC signatures of messages, compared in constant time, and the guard against a message that is sent twice. */
import { createHmac, getHashes, timingSafeEqual } from "node:crypto";

/** How many signatures are remembered against replays; the oldest half is forgotten when it is full. */
const REMEMBERED = 65_536;

export class Signer {
  readonly #key: string;
  readonly #hash: string;
  #recent = new Set<string>();
  #older = new Set<string>();

  /**
   * @param key the connection's secret; an empty one turns signing off, as Jupyter has it
   * @param scheme for instance `hmac-sha256`
   */
  constructor(key: string, scheme = "hmac-sha256") {
    this.#key = key;
    this.#hash = scheme.replace(/^hmac-/, "");
    if (!getHashes().includes(this.#hash)) throw new Error(`Signer: expected a scheme like hmac-sha256, got ${scheme}`);
  }

  /** The signature of the four JSON parts, in lower-case hex. */
  sign(parts: Uint8Array[]): string {
    if (!this.#key) return "";
    const hmac = createHmac(this.#hash, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** Why a message with this signature must be dropped, or undefined where it is genuine and new. */
  refuse(signature: string, parts: Uint8Array[]): string | undefined {
    if (!this.#key) return undefined;
    const expected = Buffer.from(this.sign(parts));
    const got = Buffer.from(signature);
    if (got.length !== expected.length || !timingSafeEqual(got, expected)) return "wrong signature";
    if (this.#recent.has(signature) || this.#older.has(signature)) return "replayed: this signature was seen before";
    this.#remember(signature);
    return undefined;
  }

  #remember(signature: string): void {
    if (this.#recent.size >= REMEMBERED / 2) {
      this.#older = this.#recent;
      this.#recent = new Set();
    }
    this.#recent.add(signature);
  }
}
