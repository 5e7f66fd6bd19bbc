/** Values as plain text: as Node prints them, without colour codes, bounded. */
import { inspect, stripVTControlCharacters } from "node:util";

/** Characters of a value's text at most. `console.log` prints a string whole. */
export const MAX_TEXT = 1_000_000;

/** Room for what is said about the rest of a string. */
const NOTE_LENGTH = 200;

/** The text of any value. NaN, -0, bigint, null and undefined are shown as what they are; a value whose inspection throws is said to do so. */
export function plainText(value: unknown): string {
  try {
    return cut(
      inspect(value, {
        depth: 4,
        maxArrayLength: 100,
        maxStringLength: MAX_TEXT - NOTE_LENGTH,
        breakLength: 100,
        colors: false,
      }),
    );
  } catch (error) {
    return `[value cannot be inspected: ${error instanceof Error ? error.message : typeof error}]`;
  }
}

/** A text of bounded length and without colour codes; what is left out is said. */
export function cut(text: string): string {
  const plain = text.includes("\u001b") ? stripVTControlCharacters(text) : text;
  if (plain.length <= MAX_TEXT) return plain;
  return `${plain.slice(0, MAX_TEXT)}\n... ${plain.length - MAX_TEXT} more characters (a value shows ${MAX_TEXT} at most; console.log prints a string whole)`;
}
