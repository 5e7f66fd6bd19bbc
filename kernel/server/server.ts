/** The kernel: sockets, message loop and executor put together. */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { HANDLERS } from "../handlers/index.ts";
import { History } from "../history/history.ts";
import { HistoryFile, historyPath } from "../history/history-file.ts";
import { Sockets } from "../sockets/sockets.ts";
import type { Connection } from "../wire/connection.ts";
import { decode, type Message } from "../wire/message.ts";
import { Signer } from "../wire/signature.ts";
import { Execution } from "./execution.ts";
import { InputRoute } from "./input-route.ts";
import { Language } from "./language.ts";
import { OpenComms } from "./open-comms.ts";
import { CellPreparer } from "./prepare.ts";
import { Publisher } from "./publisher.ts";
import { Request, type RequestChannel, type Voice } from "./request.ts";
import { ShellQueue } from "./shell-queue.ts";
import type { KernelState } from "./state.ts";
import { Tidy } from "./tidy.ts";

const CHECKER_DELAY_MS = 1_000;

/** Requests that the control channel answers at once. */
const AT_ONCE = new Set([
  "kernel_info_request",
  "interrupt_request",
  "shutdown_request",
  "debug_request",
  "comm_info_request",
]);

export interface ServerOptions {
  connection: Connection;
  cwd: string;
  env: NodeJS.ProcessEnv;
  log(text: string): void;
  /** Starts an executor process; the first may have been started before. */
  spawn(): ChildProcess;
  /** Called when the kernel has shut down. */
  onEnd(): void;
}

export class KernelServer {
  readonly #options: ServerOptions;
  readonly #voice: Voice;
  readonly #sockets: Sockets;
  readonly #state: KernelState;
  readonly #queue: ShellQueue;
  readonly #inputs: InputRoute;
  readonly #tidy = new Tidy();

  private constructor(options: ServerOptions, sockets: Sockets, voice: Voice) {
    this.#options = options;
    this.#voice = voice;
    this.#sockets = sockets;
    const publisher = new Publisher(sockets.iopub, voice);
    this.#inputs = new InputRoute(sockets.stdin, voice, (answer) => this.#state.execution.send(answer));
    this.#queue = new ShellQueue((request) => this.#handle(request));
    const comms = new OpenComms();
    const language = new Language(options.cwd);
    const preparer = new CellPreparer(language, options);
    const history = new History(new HistoryFile(historyPath(options.env)), voice.session);
    const execution = new Execution({
      publisher,
      spawn: options.spawn,
      outbox: sockets.iopub,
      onInput: (asked) => this.#inputs.ask(asked),
      onComm: ({ event, content }) => comms.note(event, content),
      onEnd: () => {
        comms.clear();
        preparer.reset();
      },
      onDebugEvent: (event) => publisher.publish("debug_event", event, {}),
    });
    this.#state = {
      execution,
      publisher,
      queue: this.#queue,
      inputs: this.#inputs,
      history,
      comms,
      language,
      preparer,
      log: options.log,
      executionCount: 0,
      end: () => this.end(),
    };
  }

  /** Binds the sockets and starts the executor; answers as soon as it returns. */
  static async start(options: ServerOptions): Promise<KernelServer> {
    const voice = {
      signer: new Signer(options.connection.key, options.connection.signature_scheme),
      session: randomUUID(),
      username: userInfo().username,
    };
    let server: KernelServer | undefined;
    const sockets = await Sockets.bind(options.connection, {
      shell: (frames) => server?.receive("shell", frames),
      control: (frames) => server?.receive("control", frames),
      stdin: (frames) => server?.receive("stdin", frames),
      subscribed: (topic) => server?.welcome(topic),
    });
    server = new KernelServer(options, sockets, voice);
    server.#state.publisher.publish("status", { execution_state: "starting" }, {});
    // Not at once: the first reply and a first plain cell are not to share the processor with the checker.
    setTimeout(() => void server.#state.language.start(), CHECKER_DELAY_MS).unref();
    return server;
  }

  /** Stops what the cells do. */
  interrupt(): void {
    this.#state.execution.interrupt();
  }

  /** Ends executor and sockets. */
  async end(): Promise<void> {
    await Promise.all([this.#state.execution.close(), this.#state.history.flushed(), this.#state.language.close()]);
    await this.#sockets.close();
    this.#options.onEnd();
  }

  /** Takes one message from a socket; what is not genuine is dropped and logged. */
  receive(channel: RequestChannel | "stdin", frames: Buffer[]): void {
    const decoded = decode(frames, this.#voice.signer);
    if (!decoded.ok) this.#options.log(`dropped a message on ${channel}: ${decoded.reason}`);
    else if (channel === "stdin") this.#inputs.answer(decoded.message);
    else this.#take(this.#requestOf(decoded.message, channel));
  }

  /** Only what must be answered while a cell runs overtakes the queue; a cell that comes by the control channel waits its turn too. */
  #take(request: Request): void {
    if (request.channel === "control" && AT_ONCE.has(request.type)) void this.#handle(request);
    else this.#queue.put(request);
  }

  /** A subscriber is told that it will now hear everything (protocol 5.5, XPUB). */
  welcome(topic: Buffer): void {
    this.#state.publisher.publish("iopub_welcome", { subscription: topic.toString() }, {});
  }

  #requestOf(message: Message, channel: RequestChannel): Request {
    return new Request(message, channel, this.#sockets[channel], this.#voice);
  }

  /** Busy, handler, reply, idle: the same for every request. */
  async #handle(request: Request): Promise<void> {
    const { publisher } = this.#state;
    const parent = request.message.header;
    publisher.publish("status", { execution_state: "busy" }, parent);
    try {
      const handler = Object.hasOwn(HANDLERS, request.type) ? HANDLERS[request.type] : undefined;
      if (handler) await handler(request, this.#state);
      else
        this.#options.log(`unknown message type on ${request.channel}: ${JSON.stringify(request.type.slice(0, 100))}`);
    } catch (error) {
      this.#options.log(`${request.type}: ${(error as Error).stack}`);
      request.reply({ status: "error", ename: "KernelError", evalue: String((error as Error).message), traceback: [] });
    }
    publisher.publish("status", { execution_state: "idle" }, parent);
    this.#tidy.requestDone();
  }
}
