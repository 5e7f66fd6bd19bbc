/** Questions of cells to the person in front of the notebook, and their answers. */
import type { ToExecutor } from "../channel/protocol.ts";
import type { Cells } from "./cells.ts";
import type { Executor } from "./executor.ts";

interface Waiting {
  resolve(value: string): void;
  reject(error: Error): void;
}

export class InputDesk {
  readonly #executor: Executor;
  readonly #cells: Cells;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  constructor(executor: Executor, cells: Cells) {
    this.#executor = executor;
    this.#cells = cells;
  }

  /** Asks; the promise is rejected where this client cannot answer. */
  ask(prompt: string, password: boolean): Promise<string> {
    const cell = this.#cells.current;
    if (!cell.allowStdin)
      return Promise.reject(new Error("input: this client cannot answer questions (allow_stdin is false)"));
    this.#count += 1;
    const id = this.#count;
    this.#executor.send({ type: "input", cell: cell.id, id, prompt, password });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Hands the answer to who asked. */
  answer({ id, value, refused }: Extract<ToExecutor, { type: "input" }>): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (value !== undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(`input: ${refused}`));
  }
}
