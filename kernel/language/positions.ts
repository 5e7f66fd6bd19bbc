/** Between Jupyter's cursor (code points from the start of a cell) and the language server's line and character (UTF-16). */
import { HEADER_LINES } from "./program.ts";

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** UTF-16 offset of a Jupyter cursor. */
export function offsetOf(source: string, cursor: number): number {
  return /[\ud800-\udbff]/.test(source)
    ? [...source].slice(0, cursor).join("").length
    : Math.min(cursor, source.length);
}

/** Jupyter cursor of a UTF-16 offset. */
export function cursorOf(source: string, offset: number): number {
  return /[\ud800-\udbff]/.test(source) ? [...source.slice(0, offset)].length : offset;
}

/** Where an offset of a cell lies in the cell's module. */
export function modulePosition(source: string, offset: number): Position {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length - 1 + HEADER_LINES, character: before.at(-1)!.length };
}

/** Line and column in the cell, both from 1, of a place in its module. */
export function cellPlace({ line, character }: Position): { line: number; column: number } {
  return { line: line - HEADER_LINES + 1, column: character + 1 };
}
