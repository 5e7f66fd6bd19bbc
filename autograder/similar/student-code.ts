/** The code that a student wrote: the notebook's code cells without those that everybody got. */
import { INTAKE_LIMITS } from "../intake/index.ts";
import { isObject, parse } from "../intake/parse.ts";
import { sourceText } from "../intake/source.ts";
import { tokensOf } from "./tokens.ts";

/** The text of all code cells that parse and do not stand in `released`; cells that do not parse are counted. */
export function studentCode(bytes: Uint8Array, released: ReadonlySet<string>): { code: string; unread: number } {
  const cells = codeCells(bytes).filter((text) => !released.has(text.trim()));
  const read = cells.filter((text) => tokensOf(text) !== undefined);
  return { code: read.join("\n\n"), unread: cells.length - read.length };
}

/** Texts of a notebook's code cells; none where it cannot be read. */
export function codeCells(bytes: Uint8Array): string[] {
  const parsed = parse(bytes, INTAKE_LIMITS);
  if (!parsed.ok || !Array.isArray(parsed.value.cells)) return [];
  return parsed.value.cells.flatMap((cell: unknown) => {
    if (!isObject(cell) || cell.cell_type !== "code") return [];
    const text = sourceText(cell.source);
    return text === undefined ? [] : [text];
  });
}
