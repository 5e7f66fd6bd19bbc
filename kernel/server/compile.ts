/** From a cell's text to the code that runs. */
import type { ErrorContent } from "../channel/protocol.ts";
import { excerptAt } from "../format/error.ts";

export type Compiled = { code: string; declares: string[]; error?: undefined } | { error: ErrorContent };

/** Compiles a cell of a notebook in `folder`; one that does not parse comes back as the error to show. The parser is loaded with the first cell. */
export async function compile(source: string, url: string, folder: string): Promise<Compiled> {
  const { compileCell } = await import("../cell/compile.ts");
  const compiled = compileCell(source, folder);
  if (compiled.ok) return { code: compiled.code, declares: compiled.declares };
  const { message, line, column } = compiled.problem;
  const traceback = [`SyntaxError: ${message}`, ...excerptAt(source, line, column), `    at ${url}:${line}:${column}`];
  return { error: { ename: "SyntaxError", evalue: message, traceback } };
}
