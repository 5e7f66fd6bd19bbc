/** The requests that outputs belong to, by cell number. */
import type { Header } from "../wire/message.ts";

export interface Origin {
  header: Header;
  /** The execution count that results bear. */
  count: number;
}

/** Requests remembered; output of an older one goes to the latest. */
const REMEMBERED = 5_000;

export class Parents {
  readonly #origins = new Map<number, Origin>();
  #count = 0;
  #latest: Origin = { header: {} as Header, count: 0 };

  /** Remembers a request and gives it a number. */
  add(origin: Origin): number {
    this.#count += 1;
    this.#origins.set(this.#count, origin);
    this.#origins.delete(this.#count - REMEMBERED);
    this.#latest = origin;
    return this.#count;
  }

  get(cell: number): Origin {
    return this.#origins.get(cell) ?? this.#latest;
  }

  get latest(): Origin {
    return this.#latest;
  }
}
