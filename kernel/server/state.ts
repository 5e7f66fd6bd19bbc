/** What handlers work on. */
import type { History } from "../history/history.ts";
import type { Execution } from "./execution.ts";
import type { InputRoute } from "./input-route.ts";
import type { Language } from "./language.ts";
import type { OpenComms } from "./open-comms.ts";
import type { CellPreparer } from "./prepare.ts";
import type { Publisher } from "./publisher.ts";
import type { Request } from "./request.ts";
import type { ShellQueue } from "./shell-queue.ts";

export interface KernelState {
  readonly execution: Execution;
  readonly publisher: Publisher;
  readonly queue: ShellQueue;
  readonly inputs: InputRoute;
  readonly history: History;
  readonly comms: OpenComms;
  readonly language: Language;
  readonly preparer: CellPreparer;
  log(text: string): void;
  /** Cells run so far with `store_history`. */
  executionCount: number;
  /** Shuts the kernel down. */
  end(): Promise<void>;
}

/** Answers one type of request. It replies through the request; busy and idle are not its business. */
export type Handler = (request: Request, state: KernelState) => Promise<void> | void;
