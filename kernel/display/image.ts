/** Pictures from bytes, text or files. */
import { readFileSync } from "node:fs";

/** Base64 of a picture given as bytes, as base64 text or as a path. */
export function base64Image(source: Uint8Array | string): string {
  if (typeof source !== "string")
    return Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString("base64");
  const data = /^data:[^,]*;base64,/.exec(source);
  if (data) return source.slice(data[0].length);
  if (source.length > 512 && /^[A-Za-z0-9+/=\s]+$/.test(source)) return source;
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(source) && /^(iVBOR|\/9j\/)/.test(source)) return source;
  return readFileSync(source).toString("base64");
}

/** The text itself where it begins with `mark`, else the text of the file that it names. */
export function textOf(source: string, mark: string): string {
  return source.trimStart().startsWith(mark) ? source : readFileSync(source, "utf8");
}
