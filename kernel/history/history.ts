/** The history of cells, as `history_request` asks for it. */
import type { HistoryEntry } from "./entry.ts";
import type { HistoryFile } from "./history-file.ts";

/** Session number, line and input; or input and output together. */
export type HistoryTuple = [number, number, string | [string, string | null]];

export interface HistoryQuery {
  access: "tail" | "range" | "search";
  /** Whether to give outputs too. */
  output: boolean;
  /** How many entries at most (tail and search). */
  n: number;
  /** A shell pattern with `*` and `?` (search). */
  pattern: string;
  /** Each input once, the latest (search). */
  unique: boolean;
  /** The session: 0 is the present one, negative ones count back from it (range). */
  session: number;
  start: number;
  stop: number;
}

/** Characters of an output that are kept. */
const OUTPUT_KEPT = 10_000;

export class History {
  readonly #file: HistoryFile;
  readonly #session: string;

  constructor(file: HistoryFile, session: string) {
    this.#file = file;
    this.#session = session;
  }

  /** Remembers a cell that was run. */
  add(line: number, input: string, output?: string): void {
    this.#file.add({ session: this.#session, line, input, output: output?.slice(0, OUTPUT_KEPT) });
  }

  /** Resolves when everything is on disk. */
  flushed(): Promise<void> {
    return this.#file.flushed();
  }

  async find(query: HistoryQuery): Promise<HistoryTuple[]> {
    const entries = await this.#file.read();
    const numbers = sessionNumbers(entries, this.#session);
    return this.#select(entries, query, numbers).map(({ session, line, input, output }) => [
      numbers.get(session) as number,
      line,
      query.output ? [input, output ?? null] : input,
    ]);
  }

  #select(entries: HistoryEntry[], query: HistoryQuery, numbers: Map<string, number>): HistoryEntry[] {
    if (query.access === "range") return inRange(entries, query, numbers, this.#session);
    if (query.access === "tail") return lastOf(entries, query.n);
    const pattern = globToRegExp(query.pattern);
    const found = entries.filter(({ input }) => pattern.test(input));
    return lastOf(query.unique ? latestOfEach(found) : found, query.n);
  }
}

function sessionNumbers(entries: HistoryEntry[], present: string): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { session } of [...entries, { session: present }])
    if (!numbers.has(session)) numbers.set(session, numbers.size + 1);
  return numbers;
}

function inRange(
  entries: HistoryEntry[],
  { session, start, stop }: HistoryQuery,
  numbers: Map<string, number>,
  present: string,
): HistoryEntry[] {
  const own = numbers.get(present) as number;
  const wanted = session > 0 ? session : own + session;
  return entries.filter(
    (entry) => numbers.get(entry.session) === wanted && entry.line >= start && (stop <= 0 || entry.line < stop),
  );
}

function lastOf<T>(items: T[], n: number): T[] {
  return n > 0 ? items.slice(-n) : items;
}

function latestOfEach(entries: HistoryEntry[]): HistoryEntry[] {
  const latest = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    latest.delete(entry.input);
    latest.set(entry.input, entry);
  }
  return [...latest.values()];
}

/** `*` and `?` as shells have them, over the whole text, line breaks included. */
function globToRegExp(glob: string): RegExp {
  // Neighbouring stars are one: otherwise a hostile pattern would take exponential time.
  const source = glob
    .replace(/\*+/g, "*")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s");
}
