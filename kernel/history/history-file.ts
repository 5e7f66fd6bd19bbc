/** The history of all sessions in one file of JSON lines, to which every kernel of the user appends. */
import { appendFile, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type HistoryEntry, parseEntry } from "./entry.ts";

/** Bytes from which the older half of the file is dropped. */
const MAX_BYTES = 16 << 20;

/** Where history is kept: `GRADLAB_HISTORY`, or the user's data folder. */
export function historyPath(env: NodeJS.ProcessEnv = process.env): string {
  return (
    env.GRADLAB_HISTORY || join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "gradlab", "history.jsonl")
  );
}

export class HistoryFile {
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** Everything kept, oldest first; nothing where there is no file yet. */
  async read(): Promise<HistoryEntry[]> {
    await this.#writing;
    const text = await readFile(this.#path, "utf8").catch(() => "");
    return text.split("\n").flatMap((line) => parseEntry(line) ?? []);
  }

  /** Adds an entry. A file that cannot be written costs only the history of later sessions. */
  add(entry: HistoryEntry): void {
    this.#writing = this.#writing.then(() => this.#append(`${JSON.stringify(entry)}\n`)).catch(() => {});
  }

  /** Resolves when everything added is on disk. */
  flushed(): Promise<void> {
    return this.#writing;
  }

  async #append(line: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await appendFile(this.#path, line, { mode: 0o600 });
    if ((await stat(this.#path)).size > MAX_BYTES) await this.#dropOlderHalf();
  }

  async #dropOlderHalf(): Promise<void> {
    const text = await readFile(this.#path, "utf8");
    const middle = text.indexOf("\n", text.length / 2) + 1;
    const shorter = `${this.#path}.${process.pid}`;
    await writeFile(shorter, text.slice(middle), { mode: 0o600 });
    await rename(shorter, this.#path);
  }
}
