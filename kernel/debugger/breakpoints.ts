/** Breakpoints by file, kept so that a cell that is run again has them again. */
import type { CellFiles } from "./cell-files.ts";
import type { InspectorLink } from "./inspector-link.ts";

export interface SourceBreakpoint {
  /** From 1. */
  line: number;
  condition?: string;
}

export class Breakpoints {
  readonly #link: InspectorLink;
  readonly #files: CellFiles;
  readonly #wanted = new Map<string, SourceBreakpoint[]>();
  readonly #set = new Map<string, string[]>();

  constructor(link: InspectorLink, files: CellFiles) {
    this.#link = link;
    this.#files = files;
  }

  /** Replaces the breakpoints of a file. */
  async replace(path: string, wanted: SourceBreakpoint[]): Promise<void> {
    this.#wanted.set(path, wanted);
    await this.#remove(path);
    for (const url of this.#files.urlsOf(path)) await this.#place(path, url, wanted);
  }

  /** Gives a script that is about to run the breakpoints of its file. */
  async prepare(path: string, url: string): Promise<void> {
    await this.#place(path, url, this.#wanted.get(path) ?? []);
  }

  /** All that were asked for, as `debugInfo` lists them. */
  list(): { source: string; breakpoints: SourceBreakpoint[] }[] {
    return [...this.#wanted]
      .filter(([, points]) => points.length > 0)
      .map(([source, breakpoints]) => ({ source, breakpoints }));
  }

  clear(): void {
    this.#wanted.clear();
    this.#set.clear();
  }

  async #remove(path: string): Promise<void> {
    for (const breakpointId of this.#set.get(path) ?? [])
      await this.#link.post("Debugger.removeBreakpoint", { breakpointId });
    this.#set.delete(path);
  }

  async #place(path: string, url: string, points: SourceBreakpoint[]): Promise<void> {
    for (const { line, condition } of points) {
      const params = { url, lineNumber: line - 1, columnNumber: 0, ...(condition ? { condition } : {}) };
      // The same breakpoint twice is refused: it stands already.
      const made = await this.#link
        .post<{ breakpointId: string }>("Debugger.setBreakpointByUrl", params)
        .catch(() => undefined);
      if (made) this.#set.set(path, [...(this.#set.get(path) ?? []), made.breakpointId]);
    }
  }
}
