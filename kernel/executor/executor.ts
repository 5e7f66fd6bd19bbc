/** The executor: takes cells from the kernel process, runs them one after the other and sends back what they show. */
import type { ErrorContent, FromExecutor, ToExecutor } from "../channel/protocol.ts";
import { bundleOf } from "../display/bundle.ts";
import type { MimeBundle } from "../display/mime.ts";
import { errorContent, excerptAt } from "../format/error.ts";
import { Cancellation } from "./cancellation.ts";
import type { Cells, RunningCell } from "./cells.ts";
import type { Send } from "./channel.ts";
import type { Evaluated, Evaluator } from "./evaluator.ts";
import type { Interrupts } from "./interrupts.ts";
import { isShown } from "./is-shown.ts";
import type { ModuleLoader } from "./load-module.ts";
import { isOurs } from "./ours.ts";
import type { StreamGatherer } from "./streams.ts";

type Execute = Extract<ToExecutor, { type: "execute" }>;

export const INTERRUPTED: ErrorContent = {
  ename: "Interrupted",
  evalue: "the cell was interrupted; all variables are kept",
  traceback: ["Interrupted: the cell was interrupted; all variables are kept"],
};

interface Outcome {
  error?: ErrorContent;
  userExpressions: Record<string, unknown>;
}

export class Executor {
  readonly #evaluator: Evaluator;
  readonly #cells: Cells;
  readonly #gatherer: StreamGatherer;
  readonly #send: Send;
  readonly #loader: ModuleLoader;
  readonly #payload: unknown[] = [];
  readonly #interrupts: Interrupts;
  readonly #cancellation: Cancellation;
  #running: { cell: RunningCell; giveUp(): void } | undefined;

  constructor(parts: {
    evaluator: Evaluator;
    cells: Cells;
    gatherer: StreamGatherer;
    send: Send;
    interrupts: Interrupts;
    loader: ModuleLoader;
  }) {
    this.#loader = parts.loader;
    this.#evaluator = parts.evaluator;
    this.#cells = parts.cells;
    this.#gatherer = parts.gatherer;
    this.#send = parts.send;
    this.#interrupts = parts.interrupts;
    this.#cancellation = new Cancellation(parts.cells, parts.interrupts);
  }

  /** The number of the cell, or of what stands in a cell's stead, that is underway; 0 where nothing is. */
  get running(): number {
    return this.#running?.cell.id ?? 0;
  }

  /** Runs one cell and reports its result, its errors and its end. */
  execute(request: Execute, code: string): void {
    const { url, allowStdin, silent, source } = request;
    const cell: RunningCell = { id: request.cell, url, allowStdin, silent, interrupted: false };
    this.#perform(cell, source, async () => {
      const trouble = await this.#loader.refresh();
      if (trouble) process.stderr.write(trouble);
      const outcome = await this.#evaluator.evaluate(code, url);
      this.#loader.magics?.endTime();
      const error = await this.#report(cell, outcome);
      return { error, userExpressions: error ? {} : await this.#userExpressions(cell, request) };
    });
  }

  /** Runs work that is not a cell's code but belongs to the request `id`, for instance a comm's listeners. */
  attend(id: number, work: () => unknown): void {
    const cell: RunningCell = { id, url: "", allowStdin: false, silent: false, interrupted: false };
    this.#perform(cell, "", async () => {
      try {
        // A microtask of its own: if it is terminated, nothing of ours is terminated with it.
        await null;
        await work();
        return { userExpressions: {} };
      } catch (error) {
        return { error: this.errorOf(error), userExpressions: {} };
      }
    });
  }

  /** Gives up the cell `id` if it still runs: what it awaits holds nobody any longer. */
  interrupt(id: number): void {
    if (this.#running?.cell.id !== id) return;
    this.#running.cell.interrupted = true;
    this.#cancellation.watch();
    this.#running.giveUp();
  }

  /** Ends with whatever comes first: the work's end or its interrupt. No promise of ours stands between an interrupt and the report of it. */
  #perform(cell: RunningCell, source: string, work: () => Promise<Outcome>): void {
    const finish = (outcome: Outcome) => {
      if (this.#running?.cell !== cell) return;
      this.#running = undefined;
      this.#interrupts.allow(0);
      this.send({ type: "done", cell: cell.id, ...outcome, payload: this.#payload.splice(0) });
    };
    this.#running = { cell, giveUp: () => finish({ error: INTERRUPTED, userExpressions: {} }) };
    const working = this.#cells.run(cell, source, work);
    // Nothing of the cell has run yet: that begins in a later microtask.
    this.#interrupts.allow(cell.id);
    working.then(finish, (error) => finish({ error: this.errorOf(error), userExpressions: {} }));
  }

  /** Adds to what the reply of the running cell carries besides its status. */
  addPayload(payload: Record<string, unknown>): void {
    this.#payload.push(payload);
  }

  /** Sends a message after all text that was written before it. */
  send(message: FromExecutor, body?: string | Uint8Array): void {
    this.#interrupts.critical(() => {
      this.#gatherer.flush();
      this.#send(message, body);
    });
  }

  /** Tells of an error that no cell caught: a rejection, a throw in a timer. */
  reportStray(error: unknown): void {
    this.send({ type: "error", cell: this.#cells.current.id, error: this.errorOf(error) });
  }

  /** The Jupyter form of anything thrown. */
  errorOf(error: unknown): ErrorContent {
    return errorContent(error, {
      sourceOf: (file) => this.#cells.sourceOf(file),
      ours: isOurs,
      placeOf: (frame) => this.#loader.placeOf(frame),
    });
  }

  async #report(cell: RunningCell, outcome: Evaluated): Promise<ErrorContent | undefined> {
    if (outcome.status === "interrupted") return INTERRUPTED;
    if (outcome.status === "error") return this.#errorOf(cell, outcome);
    if (!cell.silent && isShown(outcome.value, this.#cells.sourceOf(cell.url) ?? "")) {
      const data = await bundleOf(outcome.value);
      this.send({ type: "result", cell: cell.id, content: { data, metadata: {}, transient: {} } });
    }
    return undefined;
  }

  #errorOf(cell: RunningCell, { error, syntaxLine }: Extract<Evaluated, { status: "error" }>): ErrorContent {
    const content = this.errorOf(error);
    if (!syntaxLine) return content;
    const source = this.#cells.sourceOf(cell.url) ?? "";
    const place = `    at ${cell.url}:${syntaxLine.line}:${syntaxLine.column}`;
    return {
      ...content,
      traceback: [content.traceback[0], ...excerptAt(source, syntaxLine.line, syntaxLine.column), place],
    };
  }

  async #userExpressions(cell: RunningCell, request: Execute): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const [name, code] of Object.entries(request.userExpressions)) {
      const outcome = await this.#cells.run(cell, request.source, () =>
        this.#evaluator.evaluate(code, `${cell.url}.expression`),
      );
      values[name] = await this.#expressionReply(outcome);
    }
    return values;
  }

  async #expressionReply(outcome: Evaluated): Promise<Record<string, unknown>> {
    if (outcome.status === "interrupted") return { status: "error", ...INTERRUPTED };
    if (outcome.status === "error") return { status: "error", ...this.errorOf(outcome.error) };
    const data: MimeBundle = await bundleOf(outcome.value);
    return { status: "ok", data, metadata: {} };
  }
}
