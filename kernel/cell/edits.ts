/** Replacements in a text, gathered while walking its tree and applied once. */

export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Spaces for every character but line breaks, so that lines and columns stay. */
export function blankText(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** The text with its edits; of nested edits the outermost counts. */
export function applyEdits(source: string, edits: readonly Edit[], start = 0, end = source.length): string {
  const sorted = edits
    .filter((e) => e.start >= start && e.end <= end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let out = "";
  let at = start;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    out += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + source.slice(at, end);
}
