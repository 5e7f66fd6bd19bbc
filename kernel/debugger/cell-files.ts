/** The files that stand for cells in the debugger: JupyterLab names them by a hash of the cell's text. */
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { murmur2 } from "./murmur2.ts";

export const HASH_SEED = 0xc70f6907;
export const SUFFIX = ".ts";

export class CellFiles {
  /** What a cell's path begins with. */
  readonly prefix = `${join(tmpdir(), `gradlab_${process.pid}`)}/`;
  readonly #sources = new Map<string, string>();
  readonly #urls = new Map<string, Set<string>>();
  readonly #paths = new Map<string, string>();

  /** The path that stands for a cell with this text. */
  pathOf(source: string): string {
    return `${this.prefix}${murmur2(source, HASH_SEED)}${SUFFIX}`;
  }

  /** Notes that the script `url` was made from `source`; returns the path. */
  note(url: string, source: string): string {
    const path = this.pathOf(source);
    this.#sources.set(path, source);
    this.#paths.set(url, path);
    const urls = this.#urls.get(path) ?? new Set();
    this.#urls.set(path, urls.add(url));
    return path;
  }

  /** Writes the file of a cell, for clients that open it; returns its path. */
  dump(source: string): string {
    const path = this.pathOf(source);
    this.#sources.set(path, source);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, source, { mode: 0o600 });
    return path;
  }

  /** The scripts that were made from the file `path`; a file that is no cell is its own. */
  urlsOf(path: string): string[] {
    if (!path.startsWith(this.prefix)) return [`file://${path}`, path];
    return [...(this.#urls.get(path) ?? [])];
  }

  /** The path under which the client knows the script `url`. */
  pathOfUrl(url: string): string {
    return this.#paths.get(url) ?? url.replace(/^file:\/\//, "");
  }

  isCell(url: string): boolean {
    return this.#paths.has(url);
  }

  sourceOf(path: string): string | undefined {
    return this.#sources.get(path);
  }
}
