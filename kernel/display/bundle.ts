/** From any value to its MIME bundle. */
import { plainText } from "../format/plain-text.ts";
import { DRAW, drawsItself, isMimeBundle, type MimeBundle } from "./mime.ts";
import { recordsTable } from "./table.ts";

/**
 * The representations of `value`: what it draws itself as (`Symbol.for("Jupyter.display")`), a table where it is a list of flat records, and always plain text.
 * A drawing method that throws costs only the drawing: the plain text says so.
 */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  if (!drawsItself(value)) return plainBundle(value);
  try {
    const drawn = value[DRAW]();
    if (drawn instanceof Promise)
      return drawn.then(
        (bundle) => complete(bundle, value),
        (error) => failed(value, error),
      );
    return complete(drawn, value);
  } catch (error) {
    return failed(value, error);
  }
}

function plainBundle(value: unknown): MimeBundle {
  const bundle: MimeBundle = { "text/plain": plainText(value) };
  const table = recordsTable(value);
  if (table) bundle["text/html"] = table;
  return bundle;
}

function complete(drawn: unknown, value: unknown): MimeBundle {
  if (!isMimeBundle(drawn)) return failed(value, new TypeError(`expected a MIME bundle, got ${plainText(drawn)}`));
  return "text/plain" in drawn ? drawn : { "text/plain": plainText(value), ...drawn };
}

function failed(value: unknown, error: unknown): MimeBundle {
  return { "text/plain": `${plainText(value)}\n[Symbol.for("Jupyter.display")] failed: ${error}` };
}
