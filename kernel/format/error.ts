/** Errors as Jupyter shows them: name, value and a traceback with cell, line and the code around it. */
import type { ErrorContent } from "../channel/protocol.ts";
import { cut, plainText } from "./plain-text.ts";
import { framesOf, type StackFrame, withoutRunner } from "./stack.ts";

export interface ErrorView {
  /** The source of a cell by the name that it bears in stacks. */
  sourceOf(file: string): string | undefined;
  /** Whether a file is the kernel's own. */
  ours(file: string): boolean;
  /** Where the student wrote the code of a frame; a frame by itself where this is missing. */
  placeOf?(frame: StackFrame): StackFrame;
}

/** Frames and causes shown at most. */
const MAX_FRAMES = 20;
const MAX_CAUSES = 5;
/** Characters of a stack that are looked at, from its end: the message stands before the frames, and may be long. */
const LONGEST_STACK = 100_000;
/** Lines of code shown before and after the line of the error. */
const AROUND = 2;

/** The error content of whatever was thrown. */
export function errorContent(error: unknown, view: ErrorView): ErrorContent {
  const { ename, evalue } = nameAndValue(error);
  return { ename, evalue, traceback: tracebackOf(error, view, 0) };
}

function nameAndValue(error: unknown): { ename: string; evalue: string } {
  if (!isError(error)) return { ename: "Thrown", evalue: plainText(error) };
  return { ename: textOf(() => error.name) || "Error", evalue: cut(textOf(() => error.message)) };
}

/** A getter of the student's may throw: that costs only its text. */
function textOf(read: () => unknown): string {
  try {
    return String(read());
  } catch {
    return "";
  }
}

function tracebackOf(error: unknown, view: ErrorView, depth: number): string[] {
  const { ename, evalue } = nameAndValue(error);
  const title = evalue ? `${ename}: ${evalue}` : ename;
  if (!isError(error)) return [title];
  const all = withoutRunner(framesOf(textOf(() => error.stack).slice(-LONGEST_STACK)), view.ours).slice(0, MAX_FRAMES);
  const frames = view.placeOf ? all.map((frame) => view.placeOf!(frame)) : all;
  const lines = [title, ...excerpt(frames, view), ...frames.map(frameLine)];
  const cause = (error as { cause?: unknown }).cause;
  if (cause !== undefined && depth < MAX_CAUSES) lines.push("Caused by:", ...tracebackOf(cause, view, depth + 1));
  if (error instanceof AggregateError && depth < MAX_CAUSES)
    for (const one of error.errors.slice(0, MAX_CAUSES)) lines.push("One of:", ...tracebackOf(one, view, depth + 1));
  return lines;
}

function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

function frameLine({ name, file, line, column }: StackFrame): string {
  const place = `${file}:${line}:${column}`;
  return name ? `    at ${name} (${place})` : `    at ${place}`;
}

/** The code around the first frame that lies in a cell, with an arrow at its line. */
function excerpt(frames: StackFrame[], view: ErrorView): string[] {
  for (const frame of frames) {
    const source = view.sourceOf(frame.file);
    if (source !== undefined) return excerptAt(source, frame.line, frame.column);
  }
  return [];
}

/** Lines of `source` around `line` (from 1), with a caret under `column` (from 1). */
export function excerptAt(source: string, line: number, column?: number): string[] {
  const lines = source.split("\n");
  if (line > lines.length) return [];
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    shown.push(`${number === line ? "--> " : "    "}${String(number).padStart(width)} | ${lines[number - 1]}`);
    if (number === line && column !== undefined) shown.push(`    ${" ".repeat(width)} | ${" ".repeat(column - 1)}^`);
  }
  return shown;
}
