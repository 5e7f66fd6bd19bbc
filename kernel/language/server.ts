/** The native TypeScript server (`tsc --lsp --stdio`) with the documents of one notebook. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Position, Range } from "./positions.ts";
import { RpcClient } from "./rpc.ts";
import { ROOTS } from "./workspace.ts";

const require = createRequire(import.meta.url);

export interface LspDiagnostic {
  range: Range;
  severity?: number;
  code?: number | string;
  message: string;
  relatedInformation?: Array<{ message: string }>;
}

/**
 * The server's garbage collector runs at a third of growth instead of a doubling: 30 MB less for some 10% of time. One checker: a notebook's
 * cell is one file.
 */
const ENVIRONMENT = { GOGC: "30" };

const CAPABILITIES = {
  workspace: { configuration: true },
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ["markdown"] },
    signatureHelp: {
      signatureInformation: { documentationFormat: ["markdown"], parameterInformation: { labelOffsetSupport: true } },
    },
    completion: {
      completionItem: { documentationFormat: ["markdown"], labelDetailsSupport: true },
      completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "data"] },
    },
  },
};

export class TypeServer {
  readonly #rpc: RpcClient;
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  #version = 0;
  /** Resolves when the server takes documents. */
  readonly ready: Promise<void>;

  /** @param folder the workspace's folder */
  constructor(folder: string, onExit: () => void) {
    this.#folder = folder;
    this.#rpc = new RpcClient(serverPath(), ["--lsp", "--stdio"], { ...process.env, ...ENVIRONMENT }, onExit);
    this.ready = this.#initialize();
    this.ready.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#rpc.pid;
  }

  async #initialize(): Promise<void> {
    const rootUri = pathToFileURL(this.#folder).href;
    await this.#rpc.request("initialize", { processId: process.pid, rootUri, capabilities: CAPABILITIES });
    this.#rpc.notify("initialized", {});
    this.put(ROOTS.cursor, "export {};\n");
    this.put(ROOTS.check, "export {};\n");
    // The first request reads the libraries; what comes after it finds them there.
    await this.diagnostics(ROOTS.check);
  }

  /** Gives a document its text, if it has another. */
  put(name: string, text: string): void {
    if (this.#texts.get(name) === text) return;
    const isOpen = this.#texts.has(name);
    this.#texts.set(name, text);
    const uri = this.#uri(name);
    const version = ++this.#version;
    if (isOpen)
      this.#rpc.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
    else this.#rpc.notify("textDocument/didOpen", { textDocument: { uri, version, languageId: "typescript", text } });
  }

  /** Tells that files on disk are not as they were. */
  filesChanged(paths: Iterable<string>): void {
    // Created, changed, deleted: the server looks by itself, so one word serves.
    const changes = [...paths].map((path) => ({ uri: pathToFileURL(path).href, type: 2 }));
    if (changes.length > 0) this.#rpc.notify("workspace/didChangeWatchedFiles", { changes });
  }

  async diagnostics(name: string): Promise<LspDiagnostic[]> {
    const textDocument = { uri: this.#uri(name) };
    const report = await this.#rpc.request<{ items?: LspDiagnostic[] }>("textDocument/diagnostic", { textDocument });
    return report.items ?? [];
  }

  /** One of the requests about a place in a document. */
  at<T>(method: string, name: string, position: Position, more: object = {}): Promise<T | null> {
    return this.#rpc.request<T | null>(method, { textDocument: { uri: this.#uri(name) }, position, ...more });
  }

  resolve<T>(item: T): Promise<T> {
    return this.#rpc.request<T>("completionItem/resolve", item);
  }

  close(): void {
    this.#rpc.close();
  }

  #uri(name: string): string {
    return pathToFileURL(join(this.#folder, name)).href;
  }
}

/** The native program that the `typescript` package brings for this platform; its own script would start a second Node. */
function serverPath(): string {
  const own = createRequire(require.resolve("typescript/package.json"));
  const manifest = own.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
  return join(dirname(manifest), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}
