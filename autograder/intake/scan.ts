/**
 * One pass over JSON text before it is parsed: nesting, number of items and repeated names, in memory that grows only with the
 * nesting. `JSON.parse` accepts two million nested arrays, on which every recursive reader after it would crash, and silently keeps
 * the last of two equal names, so that two readers may see two different notebooks in one file.
 */
import type { IntakeLimits } from "./limits.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_ARRAY = 0x5d;
const COLON = 0x3a;

/** Names are compared down to the fields of a cell's metadata entries; what lies deeper decides nothing. */
const NAMED_DEPTH = 8;

/** Returns one sentence about the first thing that must not be parsed, or undefined. Broken JSON passes: parsing explains it better. */
export function scan(text: string, limits: Pick<IntakeLimits, "depth" | "items">): string | undefined {
  const nul = text.indexOf("\0");
  if (nul !== -1)
    return `expected text, got a NUL byte ${at(text, nul)}: the file was damaged on its way; save it again from Jupyter`;
  let depth = 0;
  let items = 0;
  const names: (Set<string> | undefined)[] = [];
  // A plain loop over characters: it sees every byte of a file of 32 MB.
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = endOfString(text, i);
      const known = depth <= NAMED_DEPTH ? names[depth] : undefined;
      if (known !== undefined && isName(text, end)) {
        const name = nameOf(text.slice(i, end + 1));
        if (known.has(name))
          return `expected each name once per object, got "${name.slice(0, 40)}" twice ${at(text, i)}`;
        known.add(name);
      }
      i = end;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth++;
      if (depth > limits.depth)
        return `expected at most ${limits.depth} nested levels of JSON, got more ${at(text, i)}`;
      if (++items > limits.items) return tooMany(limits.items);
      if (depth <= NAMED_DEPTH) names[depth] = code === OPEN_OBJECT ? new Set() : undefined;
    } else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && depth > 0) {
      depth--;
    } else if (code === COLON && ++items > limits.items) {
      return tooMany(limits.items);
    }
  }
  return undefined;
}

function tooMany(items: number): string {
  return `expected at most ${items} JSON lists, objects and fields, got more: clear the outputs and hand in again`;
}

/** Index of the closing quote of the string that opens at `start`, or the text's end. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i;
  }
  return text.length;
}

/** A name as the parser will see it: `"\\u0073ource"` is `source`. */
function nameOf(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted;
  }
}

function isName(text: string, end: number): boolean {
  let i = end + 1;
  while (i < text.length && text.charCodeAt(i) <= 0x20) i++;
  return text.charCodeAt(i) === COLON;
}

/** `in line 12`, counted only when something is wrong. */
function at(text: string, index: number): string {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < index; i = text.indexOf("\n", i + 1)) line++;
  return `in line ${line}`;
}
