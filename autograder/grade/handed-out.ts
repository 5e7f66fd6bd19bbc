/**
 * What students were given, compiled: an answer whose code is that to the letter was not answered and scores nothing without
 * being run. (That a stub earns nothing is held by `gradlab verify`, which runs the empty notebook all the same.)
 */
import { rebuild, type SchemaShelf, sandboxCells } from "../intake/index.ts";
import { release } from "../release/index.ts";
import type { Question } from "../source/index.ts";
import { Compiler } from "./compile.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Compiled, StudentOptions } from "./student.ts";

/** The released code of one assignment's questions, compiled when it is first asked for. */
export class HandedOut {
  private readonly make: () => Map<string, string>;
  private codes: Map<string, string> | undefined;

  constructor(evaluator: Evaluator, schemas: SchemaShelf, sandbox: Omit<StudentOptions, "limits">) {
    this.make = () => releasedCodes(evaluator, schemas, sandbox);
  }

  /** Whether the code compiled for a question is what was handed out; never where it holds nothing. */
  is({ id }: Question, { code }: Compiled): boolean {
    this.codes ??= this.make();
    return code.trim() !== "" && this.codes.get(id) === code;
  }
}

/** By question; none where the release cannot be compiled. */
function releasedCodes(
  evaluator: Evaluator,
  schemas: SchemaShelf,
  sandbox: Omit<StudentOptions, "limits">,
): Map<string, string> {
  const { notebook, questions } = evaluator.assignment;
  const rebuilt = rebuild(notebook, Buffer.from(JSON.stringify(release(notebook))), { schemas });
  if (!rebuilt.ok) return new Map();
  const cells = sandboxCells(rebuilt.notebook).map(({ source }) => source);
  const asked = questions.filter(({ manual }) => !manual);
  const names = asked.map((question) => evaluator.names(question));
  const compiler = new Compiler(sandbox);
  const compiled = compiler.compile(cells, names) ?? [];
  compiler.end();
  return new Map(compiled.map(({ code }, at) => [asked[at].id, code]));
}
