import { readFileSync } from "node:fs";
import type { Cell, CodeCell, MultilineText, Notebook } from "./nbformat.ts";

export type ReadResult = { ok: true; notebook: Notebook } | { ok: false; error: string };

/**
 * Reads a notebook file.
 *
 * @throws Error naming the file, when it is missing or no notebook of nbformat 4
 */
export function readNotebook(path: string): Notebook {
  const result = parseNotebook(readFileSync(path, "utf8"));
  if (!result.ok) throw new Error(`readNotebook: ${path}: ${result.error}`);
  return result.notebook;
}

/** Reads a notebook's text; sources come back as one string each. A text that is no notebook comes back as an error, not a throw. */
export function parseNotebook(text: string): ReadResult {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return fail(`expected JSON, got a text that does not parse: ${(error as Error).message}`);
  }
  if (!isRecord(json)) return fail("expected a JSON object with nbformat, metadata and cells");
  if (json.nbformat !== 4) return fail(`expected nbformat 4, got ${JSON.stringify(json.nbformat ?? null)}`);
  if (!Array.isArray(json.cells)) return fail("expected `cells` to be a list");
  return readCells(json, json.cells);
}

function readCells(json: Record<string, unknown>, items: unknown[]): ReadResult {
  const cells: Cell[] = [];
  for (const [index, item] of items.entries()) {
    const cell = readCell(item);
    if (typeof cell === "string") return fail(`cell ${index + 1}: ${cell}`);
    cells.push(cell);
  }
  const minor = typeof json.nbformat_minor === "number" ? json.nbformat_minor : 0;
  const metadata = isRecord(json.metadata) ? json.metadata : {};
  return { ok: true, notebook: { nbformat: 4, nbformat_minor: minor, metadata, cells } };
}

function readCell(item: unknown): Cell | string {
  if (!isRecord(item)) return "expected an object with cell_type and source";
  const source = joinText(item.source);
  if (source === undefined) return "expected `source` to be a string or a list of strings";
  const base = { ...item, metadata: isRecord(item.metadata) ? item.metadata : {}, source };
  if (item.cell_type === "markdown" || item.cell_type === "raw") return base as unknown as Cell;
  if (item.cell_type !== "code")
    return `expected cell_type code, markdown or raw, got ${JSON.stringify(item.cell_type)}`;
  const outputs = Array.isArray(item.outputs) ? item.outputs : [];
  const count = typeof item.execution_count === "number" ? item.execution_count : null;
  return { ...base, outputs, execution_count: count } as unknown as CodeCell;
}

/** One string of a notebook's multi-line text; undefined when it is none. */
export function joinText(text: MultilineText | unknown): string | undefined {
  if (typeof text === "string") return text;
  if (Array.isArray(text) && text.every((line) => typeof line === "string")) return text.join("");
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fail(error: string): ReadResult {
  return { ok: false, error };
}
