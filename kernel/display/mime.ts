/** MIME bundles: one value in several representations, of which a client shows the richest that it knows. */

/** Text for text types, base64 text for binary types, a JSON value for `application/json` and `...+json`. */
export type MimeBundle = Record<string, unknown>;

/** A value that draws itself has a method under this symbol, which returns a MIME bundle (or a promise of one). */
export const DRAW = Symbol.for("Jupyter.display");

/** Objects with this property set are of no interest as a cell's value, for instance the handle that `display` returns. */
export const UNSHOWN = Symbol.for("gradlab.unshown");

/** Whether `value` draws itself. */
export function drawsItself(value: unknown): value is { [DRAW](): MimeBundle | Promise<MimeBundle> } {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  return typeof (value as Record<symbol, unknown>)[DRAW] === "function";
}

/** Whether `value` looks like a MIME bundle already: an object all of whose keys are MIME types. */
export function isMimeBundle(value: unknown): value is MimeBundle {
  if (value === null || typeof value !== "object") return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[a-z]+\/[\w.+-]+$/.test(key));
}

/** Whether a representation is a JSON value rather than text. */
export function isJsonType(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}
