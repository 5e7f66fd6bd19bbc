import { parseSync } from "oxc-parser";
import type { Node } from "./ast.ts";

/** Where a text does not parse; line and column count from 1. */
export interface SyntaxProblem {
  message: string;
  line: number;
  column: number;
}

export type Parsed = { ok: true; body: Node[]; comments: Node[] } | { ok: false; problem: SyntaxProblem };

/** Parses TypeScript (or erased JavaScript) as a module with top-level await. Offsets are UTF-16 units, as String has them. */
export function parse(source: string, lang: "ts" | "js" = "ts"): Parsed {
  const result = parseSync(`cell.${lang}`, source, { lang, sourceType: "module" });
  const error = result.errors.find((e) => e.severity === "Error");
  if (error !== undefined) {
    const offset = error.labels[0]?.start ?? 0;
    return { ok: false, problem: { message: problemText(error), ...positionAt(source, offset) } };
  }
  return { ok: true, body: result.program.body as Node[], comments: result.comments as unknown as Node[] };
}

function problemText(error: { message: string; helpMessage: string | null }): string {
  const message = error.message.replace(/^TS\(\d+\): /, "");
  return error.helpMessage ? `${message} (${error.helpMessage})` : message;
}

/** Line and column, both from 1, of an offset. */
export function positionAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}
