/**
 * The rules of nbformat 4.0 to 4.5, by the official JSON schemas (`schemas/`, from the Python package nbformat, BSD-3-Clause).
 * The notebook's frame and each cell are validated apart, so that one bad cell is named and costs only itself.
 * Source: https://nbformat.readthedocs.io/en/latest/format_description.html
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv";
import AjvDraft4 from "ajv-draft-04";
import type { JsonObject } from "./parse.ts";

export const NEWEST_MINOR = 5;
export const CELL_TYPES = ["code", "markdown", "raw"] as const;
export type CellType = (typeof CELL_TYPES)[number];

/** The validators of one minor version. Each returns undefined, or what is wrong: `metadata/collapsed must be boolean`. */
export interface NotebookSchema {
  frame(notebook: JsonObject): string | undefined;
  cell(type: CellType, cell: JsonObject): string | undefined;
}

/** Validators by minor version, each compiled once when it is first asked for. */
export type SchemaShelf = (minor: number) => NotebookSchema;

export function schemaShelf(): SchemaShelf {
  const shelf = new Map<number, NotebookSchema>();
  return (minor) => {
    const schema = shelf.get(minor) ?? notebookSchema(minor);
    shelf.set(minor, schema);
    return schema;
  };
}

type Definitions = Record<string, unknown>;

/** Compiles the schema of nbformat 4.`minor`, 0 to 5; some milliseconds. */
function notebookSchema(minor: number): NotebookSchema {
  const schema = readSchema(minor);
  const ajv = new AjvDraft4.default({ strict: false, allErrors: false, logger: false });
  const properties = { ...(schema.properties as JsonObject), cells: { type: "array" } };
  const frame = ajv.compile({ ...schema, properties });
  const cells = new Map(CELL_TYPES.map((type) => [type, ajv.compile(cellSchema(schema, type))]));
  return {
    frame: (notebook) => complaint(frame, notebook),
    cell: (type, cell) => complaint(cells.get(type)!, cell),
  };
}

function cellSchema(schema: JsonObject, type: CellType): JsonObject {
  const definitions = schema.definitions as Definitions;
  return { ...(definitions[`${type}_cell`] as JsonObject), definitions };
}

function readSchema(minor: number): JsonObject {
  const root = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
  return JSON.parse(readFileSync(join(root, "autograder/intake/schemas", `nbformat.v4.${minor}.schema.json`), "utf8"));
}

function complaint(validate: ValidateFunction, value: JsonObject): string | undefined {
  if (validate(value)) return undefined;
  return validate.errors?.map(inWords)[0] ?? "does not follow the format";
}

/** Ajv's first error with the field's path and, where there is one, the name that is too much or the values allowed. */
function inWords(error: ErrorObject): string {
  const { additionalProperty, allowedValues } = error.params as {
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  const field = error.instancePath.slice(1, 120);
  const detail = additionalProperty
    ? ` "${additionalProperty.slice(0, 40)}"`
    : allowedValues
      ? ` ${allowedValues.join(", ")}`
      : "";
  return `${field} ${error.message}${detail}`.trim();
}
