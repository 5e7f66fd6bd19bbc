/** A cell's text in one form, however the student's editor wrote it, so that equal texts are equal and have one checksum. */
import { createHash } from "node:crypto";

/**
 * The text of nbformat's `source` (a string or a list of strings): byte-order marks dropped, every line end a line feed, halves of
 * surrogate pairs replaced by U+FFFD. Undefined where it is neither.
 */
export function sourceText(source: unknown): string | undefined {
  if (typeof source === "string") return normalise(source);
  if (!Array.isArray(source) || !source.every((line) => typeof line === "string")) return undefined;
  return normalise(source.join(""));
}

function normalise(text: string): string {
  return text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Whether two texts are the same to a reader: white space at line ends and around the text does not count. */
export function sameText(a: string, b: string): boolean {
  return a === b || trimmed(a) === trimmed(b);
}

/** Line by line: a regular expression for trailing blanks takes quadratic time on a long run of them inside a line. */
function trimmed(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}

/** SHA-256, in hex, of texts in their order; equal for two submissions whose code is the same. */
export function digest(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(trimmed(text)).update("\0");
  return hash.digest("hex");
}
