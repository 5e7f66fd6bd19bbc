/** `display(value)` and its forms: what a cell shows besides its last value. */
import { randomUUID } from "node:crypto";
import { backend } from "./backend.ts";
import { bundleOf } from "./bundle.ts";
import { base64Image, textOf } from "./image.ts";
import { type MimeBundle, UNSHOWN } from "./mime.ts";

export interface DisplayOptions {
  /** A name under which `display.update` finds this display again; made up where it is missing. */
  id?: string;
  /** Display metadata by MIME type, for instance `{ "image/png": { width: 300 } }`. */
  metadata?: Record<string, unknown>;
}

/** A display that can be redrawn in place. */
export class DisplayHandle {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
    // As a cell's value it is not shown: what it displays is on the page already.
    Object.defineProperty(this, UNSHOWN, { value: true });
  }
  /** Draws `value` where this display stands. */
  update(value: unknown): void {
    show(value, (bundle) => backend().update(this.id, bundle));
  }
}

function show(value: unknown, publish: (bundle: MimeBundle) => void): void {
  const bundle = bundleOf(value);
  if (bundle instanceof Promise) bundle.then(publish);
  else publish(bundle);
}

function put(bundle: MimeBundle, options: DisplayOptions = {}): DisplayHandle {
  const id = options.id ?? randomUUID();
  backend().display(bundle, id, options.metadata);
  return new DisplayHandle(id);
}

function displayValue(value: unknown, options: DisplayOptions = {}): DisplayHandle {
  const id = options.id ?? randomUUID();
  show(value, (bundle) => backend().display(bundle, id, options.metadata));
  return new DisplayHandle(id);
}

function image(type: "image/png" | "image/jpeg", source: Uint8Array | string, options?: DisplayOptions): DisplayHandle {
  return put({ [type]: base64Image(source), "text/plain": `<${type}>` }, options);
}

/**
 * Shows a value in the running cell: as it draws itself (`Symbol.for("Jupyter.display")`), as a table where it is a list of records, or as text.
 * The forms show text as what it is: `display.html("<b>bold</b>")`.
 */
export const display = Object.assign(displayValue, {
  /** Shows HTML. */
  html: (html: string, options?: DisplayOptions) => put({ "text/html": html, "text/plain": html }, options),
  /** Shows Markdown. */
  markdown: (text: string, options?: DisplayOptions) => put({ "text/markdown": text, "text/plain": text }, options),
  /** Shows LaTeX; formulas stand between `$` signs. */
  latex: (text: string, options?: DisplayOptions) => put({ "text/latex": text, "text/plain": text }, options),
  /** Shows an SVG picture, given as its text or as the path of a file. */
  svg: (source: string, options?: DisplayOptions) =>
    put({ "image/svg+xml": textOf(source, "<"), "text/plain": "<image/svg+xml>" }, options),
  /** Shows a PNG picture, given as bytes, as base64 text or as the path of a file. */
  png: (source: Uint8Array | string, options?: DisplayOptions) => image("image/png", source, options),
  /** Shows a JPEG picture, given as bytes, as base64 text or as the path of a file. */
  jpeg: (source: Uint8Array | string, options?: DisplayOptions) => image("image/jpeg", source, options),
  /** Shows a JSON value as a tree that folds. */
  json: (value: unknown, options?: DisplayOptions) =>
    put({ "application/json": value, "text/plain": JSON.stringify(value, null, 2) }, options),
  /** Shows a Vega-Lite chart, given as its specification. */
  vegaLite: (spec: Record<string, unknown>, options?: DisplayOptions) =>
    put({ [vegaLiteType(spec)]: spec, "text/plain": "<Vega-Lite chart>" }, options),
  /** Shows a MIME bundle as it is. */
  bundle: (bundle: MimeBundle, options?: DisplayOptions) => put(bundle, options),
  /** Shows a text in the pager, beside the notebook. */
  page: (text: string) => backend().page({ "text/plain": text }),
  /** Draws `value` where the display with this id stands. */
  update: (id: string, value: unknown) => new DisplayHandle(id).update(value),
});

/** The MIME type of the major version that the specification's `$schema` names; 5 where it names none. */
function vegaLiteType(spec: Record<string, unknown>): string {
  const major = /vega-lite\/v(\d+)/.exec(String(spec.$schema))?.[1] ?? "5";
  return `application/vnd.vegalite.v${major}+json`;
}

/** Clears the cell's output, at once or (`wait`) when its next output comes, so that nothing flickers. */
export function clearOutput(wait = false): void {
  backend().clear(wait);
}

/** Asks the person in front of the notebook: `const name = await input("Name? ")`. */
export const input = Object.assign((prompt = ""): Promise<string> => backend().input(String(prompt), false), {
  /** Asks without showing what is typed. */
  password: (prompt = ""): Promise<string> => backend().input(String(prompt), true),
});
