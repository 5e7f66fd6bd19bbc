/** One cell that was run, as history keeps it. */
export interface HistoryEntry {
  /** The session's unique name; its number is its place among the sessions kept. */
  session: string;
  /** The execution count. */
  line: number;
  input: string;
  /** The plain text of the cell's value, where it had one. */
  output?: string;
}

/** Reads one line of the history file; a line that is damaged is nothing. */
export function parseEntry(text: string): HistoryEntry | undefined {
  try {
    const { session, line, input, output } = JSON.parse(text);
    if (typeof session !== "string" || !Number.isInteger(line) || typeof input !== "string") return undefined;
    return { session, line, input, output: typeof output === "string" ? output : undefined };
  } catch {
    return undefined;
  }
}
