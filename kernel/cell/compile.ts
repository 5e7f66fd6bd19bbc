/**
 * One cell as the script that `Runtime.evaluate` runs in REPL mode.
 *
 * Every name that a cell declares becomes a property of the global object: functions of earlier cells then see later assignments, and a
 * name may be declared again as anything. V8's REPL mode would allow `let` after `let`, but not `const` after `let`.
 */
import type { Node } from "./ast.ts";
import { someNode } from "./ast.ts";
import { applyEdits, blankText, type Edit } from "./edits.ts";
import { eraseTypes } from "./erase.ts";
import { CELL_PREFIX, LOADER_NAME } from "./loader-name.ts";
import { declaredNames, patternNames } from "./names.ts";
import { parse, type SyntaxProblem } from "./parse.ts";

export type CompiledCell = { ok: true; code: string; declares: string[] } | { ok: false; problem: SyntaxProblem };

/** Compiles a cell of a notebook in `folder`; every token keeps its line. The script's value is that of the last statement when it is an expression. */
export function compileCell(source: string, folder?: string): CompiledCell {
  const erased = eraseTypes(source, folder);
  if (!erased.ok) return erased;
  const parsed = parse(erased.code, "js");
  if (!parsed.ok) return parsed;
  const edits: Edit[] = [];
  for (const statement of parsed.body) {
    rewriteStatement(statement, erased.code, edits);
    if (someNode(statement, isImport)) rewriteImports(statement, edits);
  }
  const value = parsed.body.findLast((s) => s.type !== "EmptyStatement")?.type === "ExpressionStatement";
  const code = CELL_PREFIX + applyEdits(erased.code, edits) + (value ? "" : "\n;void 0");
  return { ok: true, code, declares: [...new Set(parsed.body.flatMap(declaredNames))] };
}

function isImport(node: Node): boolean {
  return node.type === "ImportExpression" || node.type === "MetaProperty";
}

/** `import(x)` and `import.meta` have no module to belong to in a script. */
function rewriteImports(statement: Node, edits: Edit[]): void {
  someNode(statement, (node) => {
    if (node.type === "ImportExpression")
      edits.push({ start: node.start, end: node.start + 6, text: `${LOADER_NAME}.import` });
    if (node.type === "MetaProperty" && node.meta.name === "import") {
      edits.push({ start: node.start, end: node.end, text: `${LOADER_NAME}.meta` });
    }
    return false;
  });
}

function rewriteStatement(statement: Node, code: string, edits: Edit[]): void {
  switch (statement.type) {
    case "VariableDeclaration":
      rewriteVariables(statement, edits);
      return;
    case "ClassDeclaration":
      edits.push({
        start: statement.start,
        end: statement.start,
        text: `${own(statement.id.name)}var ${statement.id.name} = `,
      });
      edits.push({ start: statement.end, end: statement.end, text: ";" });
      return;
    case "ImportDeclaration":
      edits.push({ start: statement.start, end: statement.end, text: keepLines(loadText(statement), code, statement) });
      return;
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
    case "ExportAllDeclaration":
      rewriteExport(statement, code, edits);
  }
}

function rewriteVariables(statement: Node, edits: Edit[]): void {
  const first: Node = statement.declarations[0];
  const keyword = statement.kind === "const" ? "var  " : "var";
  const names = statement.declarations.flatMap((d: Node) => patternNames(d.id));
  const end = statement.start + statement.kind.length;
  edits.push({ start: statement.start, end, text: names.map(own).join("") + keyword });
  if (first === undefined) return;
  for (const d of statement.declarations) {
    if (!d.init && statement.kind !== "var") edits.push({ start: d.end, end: d.end, text: " = undefined" });
  }
}

/** Node's globals that are getters, some without a setter (https://nodejs.org/api/globals.html). */
const getters = new Set(
  "Buffer crypto localStorage navigator performance process sessionStorage WebSocket EventSource".split(" "),
);

/** A declaration of such a name must replace the getter; as an assignment it would fail, or change Node's own object. */
function own(name: string): string {
  return getters.has(name) ? `${LOADER_NAME}.own(${JSON.stringify(name)});` : "";
}

function loadText(node: Node): string {
  const source = JSON.stringify(node.source.value);
  const names = (node.specifiers as Node[]).map((s) => [s.local.name, importedName(s)]);
  if (names.length === 0) return `await ${LOADER_NAME}.import(${source});`;
  const wanted = JSON.stringify(Object.fromEntries(names));
  const locals = names.map(([local]) => local).join(", ");
  return `${names.map(([local]) => own(local!)).join("")}var { ${locals} } = await ${LOADER_NAME}.bind(${source}, ${wanted});`;
}

function importedName(specifier: Node): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.name ?? specifier.imported.value;
}

function keepLines(text: string, code: string, node: Node): string {
  return text + "\n".repeat(code.slice(node.start, node.end).split("\n").length - 1);
}

function rewriteExport(statement: Node, code: string, edits: Edit[]): void {
  const inner: Node | null = statement.declaration ?? null;
  if (inner === null) {
    const text = statement.source ? `await ${LOADER_NAME}.import(${JSON.stringify(statement.source.value)});` : ";";
    edits.push({ start: statement.start, end: statement.end, text: keepLines(text, code, statement) });
    return;
  }
  const head = blankText(code.slice(statement.start, inner.start));
  const named = inner.type === "VariableDeclaration" || inner.id;
  edits.push({ start: statement.start, end: inner.start, text: named ? head : `${head.slice(0, -1)}(` });
  if (named) rewriteStatement(inner, code, edits);
  else edits.push({ start: inner.end, end: inner.end, text: ");" });
}
