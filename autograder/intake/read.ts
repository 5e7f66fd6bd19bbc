/** A submission's bytes to a plain list of its cells: type, text and names, nothing else of the student's file. */
import { type IntakeLimits, inWords } from "./limits.ts";
import { gradeInfo } from "./notebook.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { isObject, type JsonObject, kindOf, parse } from "./parse.ts";
import { CELL_TYPES, type CellType, NEWEST_MINOR, type NotebookSchema, type SchemaShelf } from "./schema.ts";
import { sourceText } from "./source.ts";
import type { IntakeWarning } from "./warning.ts";

/** One cell of a submission. */
export interface StudentCell {
  type: CellType;
  text: string;
  /** nbgrader's grade_id, where the cell has a usable one. */
  gradeId?: string;
  /** nbformat's cell id, from 4.5 on. */
  id?: string;
}

export interface StudentNotebook {
  cells: StudentCell[];
  warnings: IntakeWarning[];
}

/** Reads a submission; outputs, execution counts and all other metadata are dropped unread. */
export function readSubmission(
  bytes: Uint8Array,
  limits: IntakeLimits,
  schemas: SchemaShelf,
): Outcome<StudentNotebook> {
  const parsed = parse(bytes, limits);
  if (!parsed.ok) return parsed;
  const notebook = parsed.value;
  const problem = versionProblem(notebook) ?? cellsProblem(notebook.cells, limits);
  if (problem !== undefined) return refused(problem);
  const schema = schemas(Math.min(notebook.nbformat_minor as number, NEWEST_MINOR));
  const warnings = frameWarnings(notebook, schema);
  const cells = (notebook.cells as unknown[]).flatMap(
    (cell, index) => readCell(cell, index, schema, limits, warnings) ?? [],
  );
  return accepted({ cells, warnings });
}

function versionProblem(notebook: JsonObject): string | undefined {
  const { nbformat, nbformat_minor: minor } = notebook;
  if (nbformat === undefined && notebook.worksheets === undefined && notebook.cells === undefined)
    return 'expected a notebook with "nbformat" and "cells", got another kind of JSON file';
  if (nbformat === 4 && Number.isInteger(minor) && (minor as number) >= 0) return undefined;
  if (nbformat === 4) return `expected nbformat 4.0 to 4.${NEWEST_MINOR}, got "nbformat_minor" ${shown(minor)}`;
  const hint = "open it in a current JupyterLab, save it and hand in again";
  return `expected nbformat 4.0 to 4.${NEWEST_MINOR}, got "nbformat" ${shown(nbformat)}: ${hint}`;
}

function shown(value: unknown): string {
  return typeof value === "number"
    ? String(value)
    : typeof value === "string"
      ? JSON.stringify(value.slice(0, 20))
      : kindOf(value);
}

function cellsProblem(cells: unknown, limits: IntakeLimits): string | undefined {
  if (!Array.isArray(cells)) return `expected "cells" to be a list, got ${kindOf(cells)}`;
  if (cells.length > limits.cells) return `expected at most ${limits.cells} cells, got ${cells.length}`;
  return undefined;
}

function frameWarnings(notebook: JsonObject, schema: NotebookSchema): IntakeWarning[] {
  const warnings: IntakeWarning[] = [];
  const minor = notebook.nbformat_minor as number;
  if (minor > NEWEST_MINOR)
    warnings.push({
      code: "format",
      message: `nbformat 4.${minor} is newer than 4.${NEWEST_MINOR}: read as 4.${NEWEST_MINOR}`,
    });
  const complaint = schema.frame({ ...notebook, cells: [] });
  if (complaint)
    warnings.push({ code: "format", message: `the notebook does not follow nbformat 4.${minor}: ${complaint}` });
  return warnings;
}

/** One cell, or undefined (with a warning) where no text can be had from it. */
function readCell(
  cell: unknown,
  index: number,
  schema: NotebookSchema,
  limits: IntakeLimits,
  warnings: IntakeWarning[],
): StudentCell | undefined {
  const text = isObject(cell) ? sourceText(cell.source) : undefined;
  const gradeId = isObject(cell) ? gradeInfo(cell.metadata)?.gradeId : undefined;
  const problem = textProblem(cell, text, limits);
  if (problem !== undefined)
    warnings.push({ code: "unreadable", cell: gradeId, message: `cell ${index + 1} is left out: ${problem}` });
  if (!isObject(cell) || text === undefined || problem !== undefined) return undefined;
  const type = CELL_TYPES.find((known) => known === cell.cell_type);
  const complaint = type
    ? schema.cell(type, withoutOutputs(cell))
    : `"cell_type" is ${shown(cell.cell_type)}, read as code`;
  if (complaint)
    warnings.push({
      code: "format",
      cell: gradeId,
      message: `cell ${index + 1} does not follow the format: ${complaint}`,
    });
  return { type: type ?? "code", text, gradeId, id: typeof cell.id === "string" ? cell.id : undefined };
}

function textProblem(cell: unknown, text: string | undefined, limits: IntakeLimits): string | undefined {
  if (!isObject(cell)) return `expected an object, got ${kindOf(cell)}`;
  if (text === undefined) return `expected "source" to be a text or a list of texts, got ${kindOf(cell.source)}`;
  if (text.length > limits.cellCharacters)
    return `expected at most ${inWords(limits.cellCharacters)} of text, got ${inWords(text.length)}`;
  return undefined;
}

/** Outputs are dropped whatever they hold, so a strange one is no reason for a warning. */
function withoutOutputs(cell: JsonObject): JsonObject {
  return Array.isArray(cell.outputs) ? { ...cell, outputs: [] } : cell;
}
