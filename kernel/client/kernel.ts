/** A kernel as a child process, with a client connected to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Connection, newConnection, writeConnection } from "../wire/connection.ts";
import type { Content, Message } from "../wire/message.ts";
import { KernelClient, type RequestOptions } from "./client.ts";
import { type Output, OutputGatherer } from "./outputs.ts";

export interface StartOptions {
  /** The folder that cells run in; the present one by default. */
  cwd?: string;
  /** Environment variables, over the present ones. */
  env?: Record<string, string | undefined>;
  /** The command line of another kernel, given its connection file; ours by default. */
  command?: (connectionFile: string) => string[];
  /** Milliseconds that the kernel has to answer; 30 s by default. */
  timeoutMs?: number;
}

export interface ExecuteOptions extends Omit<RequestOptions, "channel" | "onPublished"> {
  /** Called with each output as it comes; a growing stream comes again, grown. */
  onOutput?: (output: Output) => void;
  silent?: boolean;
  storeHistory?: boolean;
  stopOnError?: boolean;
  userExpressions?: Record<string, string>;
  /** Where to keep outputs; a new gatherer by default. */
  gatherer?: OutputGatherer;
}

export interface Executed {
  status: "ok" | "error" | "aborted";
  outputs: Output[];
  executionCount: number | null;
  /** The whole content of the reply. */
  reply: Content;
}

export class Kernel {
  readonly connection: Connection;
  readonly client: KernelClient;
  /** The kernel process. */
  readonly process: ChildProcess;
  readonly #folder: string;

  constructor(parts: { connection: Connection; client: KernelClient; process: ChildProcess; folder: string }) {
    this.connection = parts.connection;
    this.client = parts.client;
    this.process = parts.process;
    this.#folder = parts.folder;
    this.process.once("exit", (code, signal) => this.client.close(`the kernel ended (${signal ?? `code ${code}`})`));
  }

  /** Runs one cell and gathers its outputs. On a timeout the cell is interrupted and the promise rejected. */
  async execute(code: string, options: ExecuteOptions = {}): Promise<Executed> {
    const gatherer = options.gatherer ?? new OutputGatherer();
    const { timeoutMs, onInput, onOutput } = options;
    const onPublished = (message: Message) => {
      const output = gatherer.take(message);
      if (output) onOutput?.(output);
    };
    const content = {
      code,
      silent: options.silent ?? false,
      store_history: options.storeHistory ?? true,
      user_expressions: options.userExpressions ?? {},
      allow_stdin: onInput !== undefined,
      stop_on_error: options.stopOnError ?? true,
    };
    const { reply } = await this.client
      .request("execute_request", content, { timeoutMs, onInput, onPublished })
      .catch((error) => {
        void this.interrupt().catch(() => {});
        throw error;
      });
    const { status, execution_count } = reply.content as { status: Executed["status"]; execution_count?: number };
    return { status, outputs: gatherer.outputs, executionCount: execution_count ?? null, reply: reply.content };
  }

  /** Sends any request and returns its reply's content. */
  async request(type: string, content: Content = {}, options: RequestOptions = {}): Promise<Content> {
    return (await this.client.request(type, content, options)).reply.content;
  }

  /** Stops the running cell; its state is kept. */
  async interrupt(): Promise<void> {
    await this.request("interrupt_request", {}, { channel: "control", timeoutMs: 10_000, replyOnly: true });
  }

  /** Ends the kernel and everything that it started. */
  async shutdown(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) resolve();
      else this.process.once("exit", () => resolve());
    });
    this.client.send("shutdown_request", { restart: false }, { channel: "control" });
    const timer = setTimeout(() => this.process.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(timer);
    this.client.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Starts a kernel and waits until it answers. Its stderr goes to ours. */
export async function startKernel(options: StartOptions = {}): Promise<Kernel> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-client-"));
  const connection = await newConnection();
  const file = join(folder, "connection.json");
  writeConnection(file, connection);
  const [command, ...args] = options.command?.(file) ?? [...kernelCommand(), "--connection-file", file];
  const child = spawn(command!, args, {
    cwd: options.cwd ?? process.cwd(),
    // As Jupyter says it: a kernel so started ends with the process that started it.
    env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...options.env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const kernel = new Kernel({ connection, client: new KernelClient(connection), process: child, folder });
  try {
    await kernel.client.ready(options.timeoutMs ?? 30_000);
    return kernel;
  } catch (error) {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The command that starts a kernel, without its connection file. A small young generation keeps 30 MB of garbage from lying about. */
export function kernelCommand(): string[] {
  return [process.execPath, "--max-semi-space-size=2", kernelMain()];
}

/** The built kernel's entry. Processes always run what is built, also where this file itself is run from its source. */
export function kernelMain(): string {
  const root = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
  return join(root, "dist/kernel/server/main.js");
}
