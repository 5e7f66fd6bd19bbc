/** Bytes of a submission to a JSON object that is safe to walk, or one sentence that says why not. */
import { decode } from "./decode.ts";
import { type IntakeLimits, inWords } from "./limits.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { scan } from "./scan.ts";

export type JsonObject = Record<string, unknown>;

/** Size first, then encoding, then a scan for bombs, and only then `JSON.parse`. */
export function parse(bytes: Uint8Array, limits: IntakeLimits): Outcome<JsonObject> {
  if (bytes.length > limits.bytes) return refused(tooLarge(bytes.length, limits.bytes));
  const text = decode(bytes);
  if (!text.ok) return text;
  const bomb = scan(text.value, limits);
  if (bomb !== undefined) return refused(bomb);
  try {
    const value: unknown = JSON.parse(text.value);
    return isObject(value) ? accepted(value) : refused(`expected a notebook (a JSON object), got ${kindOf(value)}`);
  } catch (error) {
    return refused(notJson(text.value, error as Error));
  }
}

export function tooLarge(bytes: number, limit: number): string {
  return `expected a notebook of at most ${inWords(limit)}, got ${inWords(bytes)}: clear the outputs and hand in again`;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a JSON value is, for a sentence. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return { string: "a text", number: "a number", boolean: "true or false" }[typeof value as string] ?? "an object";
}

/** Says what the file seems to be: people hand in PDFs, scripts and half-uploaded files. */
function notJson(text: string, error: Error): string {
  const start = text.trimStart();
  const expected = "expected a notebook (.ipynb, which is JSON)";
  if (start === "") return `${expected}, got only white space`;
  if (start.startsWith("%PDF")) return `${expected}, got a PDF`;
  if (start.startsWith("PK")) return `${expected}, got a zip archive`;
  if (start.startsWith("<")) return `${expected}, got a web page: use File > Download, not the page's address`;
  if (start.startsWith("<<<<<<<") || text.includes("\n<<<<<<< "))
    return `${expected}, got a file with Git conflict marks`;
  if (start.startsWith("{") && !text.trimEnd().endsWith("}"))
    return `${expected}, got one that breaks off: upload it again`;
  return `${expected}, got text that is not JSON (${error.message.replace(/\s+/g, " ").slice(0, 120)})`;
}
