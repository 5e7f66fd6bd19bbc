/**
 * A client of a language server on stdio: JSON-RPC 2.0 in the base protocol's frames
 * (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol).
 * The usual library for this takes 25 ms and 6 MB to load, which the kernel's start would pay for sixty lines.
 */
import { type ChildProcess, spawn } from "node:child_process";

interface Message {
  id?: number | string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class RpcClient {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #chunks: Buffer[] = [];
  #size = 0;
  #nextId = 0;
  #alive = true;

  /** @param onExit called once when the server has ended, however it ended */
  constructor(command: string, args: string[], env: NodeJS.ProcessEnv, onExit: () => void) {
    this.#child = spawn(command, args, { env, stdio: ["pipe", "pipe", "ignore"] });
    this.#child.stdout!.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#child.stdin!.on("error", () => {});
    const end = (): void => {
      if (!this.#alive) return;
      this.#alive = false;
      for (const { reject } of this.#waiting.values()) reject(new Error("the language server ended"));
      this.#waiting.clear();
      onExit();
    };
    this.#child.on("error", end);
    this.#child.on("exit", end);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    if (!this.#alive) return Promise.reject(new Error("the language server ended"));
    const id = ++this.#nextId;
    this.#send({ id, method, params });
    return new Promise<T>((resolve, reject) =>
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject }),
    );
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  close(): void {
    this.#child.kill("SIGKILL");
  }

  #send(message: Message): void {
    if (!this.#alive) return;
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin!.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** Chunks are joined only when a whole message is there: long lists of completions come in many. */
  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      const head = this.#chunks[0]!.includes("\r\n\r\n") ? this.#chunks[0]! : this.#joined();
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(head.toString("latin1", 0, end))?.[1]);
      if (this.#size < end + 4 + length) return;
      const all = this.#joined();
      const rest = all.subarray(end + 4 + length);
      this.#chunks = [rest];
      this.#size = rest.length;
      this.#receive(JSON.parse(all.toString("utf8", end + 4, end + 4 + length)) as Message);
      if (this.#size === 0) {
        this.#chunks = [];
        return;
      }
    }
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }

  #receive(message: Message): void {
    if (message.method !== undefined) {
      if (message.id !== undefined) this.#send({ id: message.id, result: answer(message) });
      return;
    }
    const waiting = this.#waiting.get(Number(message.id));
    this.#waiting.delete(Number(message.id));
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result);
  }
}

/** What the server asks of an editor: its settings. Everything else gets nothing. */
function answer({ method, params }: Message): unknown {
  if (method !== "workspace/configuration") return null;
  const settings = { suggest: { autoImports: false }, tsserver: { automaticTypeAcquisition: { enabled: false } } };
  return (params as { items: unknown[] }).items.map(() => settings);
}
