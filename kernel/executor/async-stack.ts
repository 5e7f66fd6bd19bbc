/**
 * Keeps Node from aborting when code is terminated in the middle of a promise's continuation.
 *
 * With an AsyncLocalStorage in use, Node (before 24) pushes an id before every continuation and pops it after. Terminated code never pops, and Node then
 * fails the check that its stack of ids is whole. That check is made only while the fields `kTotals` and `kCheck` are not 0, which nothing else reads; so they are
 * held at 0 and the stack is emptied after an interrupt. Where Node keeps these internals elsewhere, nothing is done: it has no such stack then.
 */
interface AsyncWrap {
  async_hook_fields: Uint32Array;
  constants: { kTotals: number; kCheck: number };
  clearAsyncIdStack(): void;
}

export class AsyncStack {
  readonly #wrap: AsyncWrap | undefined;

  constructor() {
    const { noDeprecation } = process;
    process.noDeprecation = true;
    try {
      const { binding } = process as unknown as { binding(name: string): AsyncWrap };
      const wrap = binding.call(process, "async_wrap");
      if (
        ArrayBuffer.isView(wrap.async_hook_fields) &&
        Number.isInteger(wrap.constants.kTotals + wrap.constants.kCheck)
      )
        this.#wrap = wrap;
    } catch {
      this.#wrap = undefined;
    }
    process.noDeprecation = noDeprecation;
  }

  /** Turns the checks off; to be called again once hooks may have been added. */
  relax(): void {
    if (!this.#wrap) return;
    const { async_hook_fields: fields, constants } = this.#wrap;
    fields[constants.kTotals] = 0;
    fields[constants.kCheck] = 0;
  }

  /** Empties the stack after code was terminated. */
  clear(): void {
    this.#wrap?.clearAsyncIdStack();
  }
}
