/** The executor: takes cells from the kernel process, runs them one after the other and sends back what they show. */
import type { ErrorContent, FromExecutor, ToExecutor } from "../channel/protocol.ts";
import { bundleOf } from "../display/bundle.ts";
import type { MimeBundle } from "../display/mime.ts";
import { errorContent, excerptAt } from "../format/error.ts";
import { Cancellation } from "./cancellation.ts";
import type { Cells, RunningCell } from "./cells.ts";
import type { Send } from "./channel.ts";
import type { Evaluated, Evaluator } from "./evaluator.ts";
import { isOurs } from "./ours.ts";
import type { StreamGatherer } from "./streams.ts";

type Execute = Extract<ToExecutor, { type: "execute" }>;

export const INTERRUPTED: ErrorContent = {
  ename: "Interrupted",
  evalue: "the cell was interrupted; all variables are kept",
  traceback: ["Interrupted: the cell was interrupted; all variables are kept"],
};

export class Executor {
  readonly #evaluator: Evaluator;
  readonly #cells: Cells;
  readonly #gatherer: StreamGatherer;
  readonly #send: Send;
  readonly #cancellation: Cancellation;
  #running: RunningCell | undefined;

  constructor(parts: { evaluator: Evaluator; cells: Cells; gatherer: StreamGatherer; send: Send; terminate(): void }) {
    this.#evaluator = parts.evaluator;
    this.#cells = parts.cells;
    this.#gatherer = parts.gatherer;
    this.#send = parts.send;
    this.#cancellation = new Cancellation(parts.cells, parts.terminate);
  }

  /** The cell that runs now, if one does. */
  get running(): RunningCell | undefined {
    return this.#running;
  }

  /** Runs one cell and reports its result, its errors and its end. */
  async execute(request: Execute, code: string): Promise<void> {
    const { id, url, allowStdin, silent } = { id: request.cell, ...request };
    const cell: RunningCell = { id, url, allowStdin, silent, interrupted: false };
    this.#running = cell;
    const outcome = await this.#cells.run(cell, request.source, () => this.#evaluator.evaluate(code, url));
    const error = await this.#cells.run(cell, request.source, () => this.#report(cell, outcome));
    const userExpressions = error ? {} : await this.#userExpressions(cell, request);
    this.#running = undefined;
    this.send({ type: "done", cell: cell.id, error, userExpressions, payload: [] });
  }

  /** Gives up the cell `id` if it still runs: what it awaits holds nobody any longer. */
  interrupt(id: number): void {
    if (this.#running?.id !== id) return;
    this.#running.interrupted = true;
    this.#cancellation.watch();
    this.#evaluator.interrupt();
  }

  /** Sends a message after all text that was written before it. */
  send(message: FromExecutor, body?: string | Uint8Array): void {
    this.#gatherer.flush();
    this.#send(message, body);
  }

  /** Tells of an error that no cell caught: a rejection, a throw in a timer. */
  reportStray(error: unknown): void {
    this.send({ type: "error", cell: this.#cells.current.id, error: this.errorOf(error) });
  }

  /** The Jupyter form of anything thrown. */
  errorOf(error: unknown): ErrorContent {
    return errorContent(error, { sourceOf: (file) => this.#cells.sourceOf(file), ours: isOurs });
  }

  async #report(cell: RunningCell, outcome: Evaluated): Promise<ErrorContent | undefined> {
    if (outcome.status === "interrupted") return INTERRUPTED;
    if (outcome.status === "error") return this.#errorOf(cell, outcome);
    if (outcome.hasValue && !cell.silent) {
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
