/**
 * What the kernel asks about a notebook's TypeScript. All of it is help: when the checker is not there, cells run unchecked and the
 * questions have no answer. A checker that ended is started again with the next question.
 */
import {
  type Completion,
  type CompletionItem,
  documentationOf,
  fittingItems,
  signatureOf,
  textOf,
  typeOf,
  wordBefore,
} from "./complete.ts";
import { problemsOf, type TypeProblem } from "./diagnostics.ts";
import {
  bothInspections,
  type Hover,
  type Inspection,
  inspectionOfCall,
  inspectionOfHover,
  type SignatureHelp,
} from "./inspect.ts";
import { LocalFiles } from "./local-files.ts";
import { cursorOf, modulePosition, offsetOf } from "./positions.ts";
import { NotebookProgram, wordsOf } from "./program.ts";
import { TypeServer } from "./server.ts";
import { NODE_NAMES, type Types, typesWanted } from "./types-wanted.ts";
import { makeWorkspace, ROOTS, type Workspace } from "./workspace.ts";

/** Starts of the checker that may fail one after the other before it is left alone. */
const MAX_STARTS = 5;
/** How long (ms) a question waits for its answer. */
const PATIENCE_MS = 5_000;
/** Names completed at most for which the checker is asked for signature and docs. */
const MAX_DETAILED = 6;

export class LanguageService {
  readonly #folder: string;
  readonly #program = new NotebookProgram();
  readonly #files: LocalFiles;
  /** Large sets of types are read with the first cell that may need them. */
  #types: Types = { node: false, tensorflow: false };
  #workspace: Workspace | undefined;
  #server: TypeServer | undefined;
  #starts = 0;
  #closed = false;

  /** @param folder the notebook's folder, an absolute path */
  constructor(folder: string) {
    this.#folder = folder;
    this.#files = new LocalFiles(folder);
  }

  /** Starts the checker, so that the first question finds it ready. */
  start(): void {
    this.#ready();
  }

  /** The process id of the checker, where one runs. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /** The type errors of a cell that is about to run; none when it cannot be checked. */
  async diagnose(source: string): Promise<TypeProblem[]> {
    const text = this.#program.checkText(source);
    if (text === undefined) return [];
    const found = await this.#ask(async (server) => {
      this.#renewFiles(server, source);
      this.#useTypes(server, typesWanted(source, wordsOf(source)));
      server.put(ROOTS.check, text);
      const diagnostics = await server.diagnostics(ROOTS.check);
      if (this.#types.node || !diagnostics.some((d) => isUnknownName(d.code))) return problemsOf(diagnostics, source);
      this.#useTypes(server, { node: true, tensorflow: false });
      return problemsOf(await server.diagnostics(ROOTS.check), source);
    });
    return found ?? [];
  }

  /** Takes in the names of a cell that runs. */
  accept(source: string): void {
    const module = this.#program.accept(source);
    if (module) this.#workspace?.write(module.name, module.text);
  }

  /** Completions at a Jupyter cursor. */
  async complete(source: string, cursor: number): Promise<Completion[]> {
    const offset = offsetOf(source, cursor);
    const word = wordBefore(source, offset);
    const isMember = /\.\s*$/.test(source.slice(0, offset - word.length));
    const names = isMember ? [] : [...this.#program.namesLike(word), ...(this.#types.node ? [] : NODE_NAMES)];
    const found = await this.#ask(async (server) => {
      this.#useTypes(server, typesWanted(source, wordsOf(source)));
      server.put(ROOTS.cursor, this.#program.cursorText(source, isMember ? undefined : word));
      const position = modulePosition(source, offset);
      const list = await server.at<{ items: CompletionItem[] }>("textDocument/completion", ROOTS.cursor, position);
      const items = fittingItems(withNames(list?.items ?? [], names), word);
      return items.length <= MAX_DETAILED
        ? Promise.all(items.map((item) => (item.data ? server.resolve(item) : item)))
        : items;
    });
    const start = cursorOf(source, offset - word.length);
    return (found ?? fittingItems(withNames([], names), word)).map((item) => {
      const kind = isMember ? undefined : this.#program.kindOf(item.label);
      return { ...completionOf(item, start, cursor), ...(kind ? { type: kind } : {}) };
    });
  }

  /** What stands at a Jupyter cursor: the name there, the call around it. */
  async inspect(source: string, cursor: number): Promise<Inspection | undefined> {
    const offset = offsetOf(source, cursor);
    return this.#ask(async (server) => {
      this.#useTypes(server, typesWanted(source, wordsOf(source)));
      server.put(ROOTS.cursor, this.#program.cursorText(source));
      const position = modulePosition(source, offset);
      const hover = server.at<Hover>("textDocument/hover", ROOTS.cursor, position);
      const before =
        offset > 0 ? server.at<Hover>("textDocument/hover", ROOTS.cursor, modulePosition(source, offset - 1)) : null;
      const help = server.at<SignatureHelp>("textDocument/signatureHelp", ROOTS.cursor, position);
      const name = inspectionOfHover((await hover) ?? (await before));
      const call = inspectionOfCall(await help);
      return name ? bothInspections(name, isSame(name, call) ? undefined : call) : call;
    });
  }

  /** Forgets all names, as a restart of the executor does. */
  reset(): void {
    this.#program.clear();
  }

  /** Makes the checker look at packages anew, after an installation. */
  packagesChanged(): void {
    this.#server?.close();
  }

  close(): void {
    this.#closed = true;
    this.#server?.close();
    this.#workspace?.remove();
  }

  /** Puts a question; undefined when the checker failed or is too slow. */
  async #ask<T>(question: (server: TypeServer) => Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
    });
    try {
      const server = this.#ready();
      if (!server) return undefined;
      return await Promise.race([server.ready.then(() => question(server)), patience]);
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #ready(): TypeServer | undefined {
    if (this.#server || this.#closed || this.#starts >= MAX_STARTS) return this.#server;
    this.#starts += 1;
    this.#workspace ??= makeWorkspace(this.#folder);
    this.#workspace.linkInstalled();
    const server = new TypeServer(this.#workspace.folder, () => {
      if (this.#server === server) this.#server = undefined;
    });
    this.#server = server;
    server.ready.then(
      () => {
        this.#starts = 0;
      },
      () => {},
    );
    return server;
  }

  /** Types once wanted stay. */
  #useTypes(server: TypeServer, wanted: Types): void {
    const types = { node: this.#types.node || wanted.node, tensorflow: this.#types.tensorflow || wanted.tensorflow };
    if (types.node === this.#types.node && types.tensorflow === this.#types.tensorflow) return;
    this.#types = types;
    server.filesChanged(this.#workspace?.useTypes(types) ?? []);
  }

  /** Files next to the notebook that changed, and the notebooks that are imported as modules. */
  #renewFiles(server: TypeServer, source: string): void {
    this.#files.look(source);
    const changed = this.#files.changed();
    const notebooks = this.#files.notebooks().flatMap(({ name, text }) => this.#workspace?.write(name, text) ?? []);
    server.filesChanged([...changed, ...notebooks]);
  }
}

/** The checker's items, and names that it was not told of. */
function withNames(items: readonly CompletionItem[], names: readonly string[]): CompletionItem[] {
  if (names.length === 0) return [...items];
  const known = new Set(items.map((item) => item.label));
  return [...items, ...names.filter((name) => !known.has(name)).map((label) => ({ label, sortText: "11" }))];
}

/** Cannot find name, with its variants for names of Node and of test libraries. */
function isUnknownName(code: number | string | undefined): boolean {
  return [2304, 2503, 2552, 2580, 2582, 2583, 2584, 2591, 2592, 2593].includes(Number(code));
}

function completionOf(item: CompletionItem, start: number, end: number): Completion {
  const signature = signatureOf(item.detail);
  const documentation = documentationOf(item);
  return {
    text: textOf(item),
    start,
    end,
    type: typeOf(item),
    ...(signature ? { signature } : {}),
    ...(documentation ? { documentation } : {}),
  };
}

/** Hovering the called name says all that its signature says. */
function isSame(name: Inspection, call: Inspection | undefined): boolean {
  const signature = call?.["text/plain"].split("\n")[0];
  return signature !== undefined && name["text/plain"].includes(signature.replace(/^\w+/, ""));
}
