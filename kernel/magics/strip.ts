import { blankText } from "../cell/edits.ts";
import { findMagics, type Magic } from "./find.ts";

const withCode = new Set(["time", "timeit", "nocheck"]);

/**
 * The TypeScript in a cell with magics: `%time f(x)` leaves `f(x)`, `!npm i left-pad` and `%who` leave an empty line, a `%%writefile`
 * cell leaves nothing. Lines and columns stay.
 */
export function withoutMagics(source: string, isName?: (name: string) => boolean): string {
  let out = source;
  for (const magic of findMagics(source, isName)) {
    if (magic.isCell && !withCode.has(magic.name)) return "";
    const text = source.slice(magic.start, magic.end);
    out = out.slice(0, magic.start) + keptText(magic, text) + out.slice(magic.end);
  }
  return out;
}

function keptText(magic: Magic, text: string): string {
  const head = /^%time(?:it)?\b/.exec(text)?.[0];
  return head === undefined || magic.isCell ? blankText(text) : " ".repeat(head.length) + text.slice(head.length);
}
