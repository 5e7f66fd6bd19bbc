/** A submission's bytes as text: UTF-8 as nbformat asks, UTF-16 where a byte-order mark says so, nothing else. */
import { accepted, type Outcome, refused } from "./outcome.ts";

/**
 * Decodes a notebook file. A byte-order mark is dropped; a byte that belongs to no character is named with its place, since guessing
 * an encoding could change a student's code.
 */
export function decode(bytes: Uint8Array): Outcome<string> {
  if (bytes.length === 0) return refused("expected a notebook, got an empty file: save the notebook and hand in again");
  const encoding = encodingOf(bytes);
  try {
    return accepted(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    const place = encoding === "utf-8" ? ` (first bad byte at offset ${firstBadByte(bytes)})` : "";
    return refused(`expected a notebook saved as ${encoding.toUpperCase()}, got bytes that are not${place}`);
  }
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** The longest valid prefix, found by halving: 25 decodes at most for the largest file that is let in. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Streaming, so that a character cut off at the end does not count as bad. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
