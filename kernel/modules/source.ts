/** The text of one of the student's files as an ES module that V8 can run. */
import { readFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { type Node, someNode } from "../cell/ast.ts";
import { applyEdits, type Edit } from "../cell/edits.ts";
import { eraseTypes } from "../cell/erase.ts";
import { declaredNames, hoistedVars, nameUses } from "../cell/names.ts";
import { parse } from "../cell/parse.ts";
import { readNotebook } from "../notebook/read.ts";
import { type CellLine, toModule } from "../notebook/to-module.ts";

export type ModuleText =
  | { kind: "module"; code: string; lines?: Array<CellLine | undefined> }
  | { kind: "json"; value: unknown }
  | { kind: "commonjs" };

/**
 * Reads and compiles a file.
 *
 * @throws SyntaxError naming file, line and column
 */
export function readModule(path: string): ModuleText {
  if (extname(path) === ".json") return { kind: "json", value: readJson(path) };
  if (extname(path) === ".ipynb") return notebookModule(path);
  const text = readFileSync(path, "utf8");
  const erased = /\.m?ts$/.test(path) ? eraseTypes(text, dirname(path)) : { ok: true as const, code: text };
  if (!erased.ok) throw syntaxError(path, erased.problem);
  const parsed = parse(erased.code, "js");
  if (!parsed.ok) throw syntaxError(path, parsed.problem);
  if (/\.js$/.test(path) && !parsed.body.some(isModuleSyntax)) return { kind: "commonjs" };
  return { kind: "module", code: withoutTypeNames(erased.code, parsed.body) };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SyntaxError(`${path}: expected JSON: ${(error as Error).message}`);
  }
}

function notebookModule(path: string): ModuleText {
  const made = toModule(readNotebook(path).cells);
  const first = made.problems[0];
  if (first && made.exports.length === 0) throw syntaxError(`${path}, cell ${first.cell + 1}`, first);
  return { kind: "module", code: made.code, lines: made.lines };
}

function syntaxError(place: string, problem: { message: string; line: number; column: number }): SyntaxError {
  return new SyntaxError(`${place}:${problem.line}:${problem.column}: ${problem.message}`);
}

function isModuleSyntax(node: Node): boolean {
  return (
    /^(Import|Export)/.test(node.type) || someNode(node, (n) => n.type === "MetaProperty" && n.meta.name === "import")
  );
}

/** Imports and exports of names that turned out to be types: nothing of them is left at run time. */
function withoutTypeNames(code: string, body: Node[]): string {
  const used = new Set(body.flatMap((s) => nameUses(s).map((use) => use.name)));
  const declared = new Set(body.flatMap((s) => [...declaredNames(s), ...hoistedVars(s)]));
  const edits: Edit[] = [];
  for (const node of body) {
    if (node.type === "ExportNamedDeclaration" && !node.source)
      dropSpecifiers(node, code, edits, (s) => !declared.has(s.local.name));
    if (node.type === "ImportDeclaration") {
      dropSpecifiers(node, code, edits, (s) => s.type === "ImportSpecifier" && !used.has(s.local.name));
    }
  }
  return applyEdits(code, edits);
}

function dropSpecifiers(node: Node, code: string, edits: Edit[], isType: (specifier: Node) => boolean): void {
  for (const s of (node.specifiers as Node[]).filter(isType)) {
    const comma = /^\s*,/.exec(code.slice(s.end))?.[0].length ?? 0;
    edits.push({ start: s.start, end: s.end + comma, text: code.slice(s.start, s.end + comma).replace(/[^\n]/g, "") });
  }
}
