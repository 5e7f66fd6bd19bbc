/** The call frames of a program that stands still: what JupyterLab's panel lists, and what is computed in them. */
import { CELL_PREFIX } from "../cell/loader-name.ts";
import type { CellFiles } from "./cell-files.ts";
import type { CallFrame, InspectorLink, RemoteObject } from "./inspector-link.ts";
import { textOf } from "./variables.ts";

/** Files in which stepping never stops: Node's own, and those of the kernel. */
export const SKIPPED = ["^node:", new URL("..", import.meta.url).href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")];

export class Frames {
  readonly #link: InspectorLink;
  readonly #files: CellFiles;
  /** Names of scripts by their numbers. */
  readonly #scripts = new Map<string, string>();
  #frames: CallFrame[] = [];

  constructor(link: InspectorLink, files: CellFiles) {
    this.#link = link;
    this.#files = files;
    link.session.on("Debugger.scriptParsed", ({ params }) => this.#scripts.set(params.scriptId, params.url));
  }

  /** Whether the program stands still. */
  get any(): boolean {
    return this.#frames.length > 0;
  }

  /** Takes the frames of a program that has just stopped. A frame of an evaluated script comes without its name. */
  take(frames: CallFrame[]): void {
    this.#frames = frames.map((frame) => ({ ...frame, url: this.#scripts.get(frame.location.scriptId) ?? frame.url }));
  }

  clear(): void {
    this.#frames = [];
  }

  /** The frame with the number that the client knows it by. */
  at(frameId: unknown): CallFrame {
    const frame = this.#frames[Number(frameId) - 1];
    if (!frame) throw new Error(`there is no frame ${frameId}: the program is not standing still`);
    return frame;
  }

  /** The frames of cells and of the student's files, innermost first, as the protocol has them. */
  list(): Record<string, unknown>[] {
    return this.#frames
      .map((frame, index) => ({ frame, id: index + 1 }))
      .filter(({ frame }) => this.#isShown(frame))
      .map(({ frame, id }) => ({
        id,
        name: frame.functionName || "(cell)",
        source: { name: frame.url, path: this.#files.pathOfUrl(frame.url) },
        line: frame.location.lineNumber + 1,
        column: this.#columnOf(frame),
      }));
  }

  /** The value of an expression in a frame, or among the globals while the program runs. */
  async evaluate(expression: string, frameId?: unknown, returnByValue = false): Promise<RemoteObject> {
    const method = this.any ? "Debugger.evaluateOnCallFrame" : "Runtime.evaluate";
    const place = this.any ? { callFrameId: this.at(frameId || 1).callFrameId } : { replMode: true };
    const params = { expression, returnByValue, silent: true, ...place };
    const { result, exceptionDetails } = await this.#link.post<{ result: RemoteObject; exceptionDetails?: unknown }>(
      method,
      params,
    );
    if (exceptionDetails) throw new Error(textOf(result).split("\n")[0]);
    return result;
  }

  /** What runs the cell is of no interest. */
  #isShown({ url }: CallFrame): boolean {
    if (this.#files.isCell(url)) return true;
    return url.startsWith("file:") && !SKIPPED.some((pattern) => new RegExp(pattern).test(url));
  }

  /** The column in the student's text: compilation puts something before a cell's first line. */
  #columnOf({ url, location: { lineNumber, columnNumber = 0 } }: CallFrame): number {
    const ahead = lineNumber === 0 && this.#files.isCell(url) ? CELL_PREFIX.length : 0;
    return Math.max(1, columnNumber + 1 - ahead);
  }
}
