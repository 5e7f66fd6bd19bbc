/** Which cell is being run, and which cell a piece of code belongs to, also after the cell has finished. */
import { AsyncLocalStorage } from "node:async_hooks";

export interface RunningCell {
  readonly id: number;
  /** The name of its code in stacks. */
  readonly url: string;
  readonly allowStdin: boolean;
  readonly silent: boolean;
  /** Set when the cell was interrupted: whatever it started is unwelcome from then on. */
  interrupted: boolean;
}

/** Sources kept for excerpts in error messages. */
const KEPT_SOURCES = 2_000;

export class Cells {
  readonly #storage = new AsyncLocalStorage<RunningCell>();
  readonly #sources = new Map<string, string>();
  #latest: RunningCell = { id: 0, url: "", allowStdin: false, silent: false, interrupted: false };

  /** Runs `work` as part of `cell`: everything that it starts belongs to that cell. */
  run<T>(cell: RunningCell, source: string, work: () => T): T {
    this.#latest = cell;
    this.#sources.delete(cell.url);
    this.#sources.set(cell.url, source);
    if (this.#sources.size > KEPT_SOURCES) this.#sources.delete(this.#sources.keys().next().value as string);
    return this.#storage.run(cell, work);
  }

  /** The cell that the running code belongs to; the latest where that is not known. */
  get current(): RunningCell {
    return this.#storage.getStore() ?? this.#latest;
  }

  /** The cell that the running code certainly belongs to. */
  get owner(): RunningCell | undefined {
    return this.#storage.getStore();
  }

  /** The source of the cell whose code is named `url`. */
  sourceOf(url: string): string | undefined {
    return this.#sources.get(url);
  }
}
