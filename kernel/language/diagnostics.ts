/** What the checker says of a cell, as `tsc --pretty` shows it. */
import { cellPlace } from "./positions.ts";
import type { LspDiagnostic } from "./server.ts";

/** A type error; line and column count from 1 in the cell, `endColumn` is behind the last character. */
export interface TypeProblem {
  code: number;
  message: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

const ERROR = 1;

/** A module without types or not found: running the cell says it better, with what to do. */
const leftToRun = new Set([2307, 2792, 7016]);

/** The errors that lie in the cell itself. */
export function problemsOf(diagnostics: readonly LspDiagnostic[], source: string): TypeProblem[] {
  const lines = source.split("\n").length;
  return diagnostics
    .filter((d) => d.severity === ERROR && !leftToRun.has(Number(d.code)))
    .map((d) => {
      const end = cellPlace(d.range.end);
      return {
        code: Number(d.code),
        message: d.message,
        ...cellPlace(d.range.start),
        endLine: end.line,
        endColumn: end.column,
      };
    })
    .filter((p) => p.line >= 1 && p.line <= lines)
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The problems as lines of text without colours: place, code, message, then the line with a mark below it. */
export function formatProblems(problems: readonly TypeProblem[], source: string, cell: string): string[] {
  const lines = source.split("\n");
  const out: string[] = [];
  for (const p of problems) {
    const text = lines[p.line - 1] ?? "";
    const number = String(p.line);
    const end = p.endLine > p.line ? text.length + 1 : p.endColumn;
    out.push(
      `${cell}:${p.line}:${p.column} - error TS${p.code}: ${p.message}`,
      "",
      `${number} ${text}`,
      `${" ".repeat(number.length + p.column)}${"~".repeat(Math.max(1, end - p.column))}`,
      "",
    );
  }
  return out.slice(0, -1);
}
