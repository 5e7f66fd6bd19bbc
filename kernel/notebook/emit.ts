/** Writes sliced statements as the text of one ES module. */
import type { Node } from "../cell/ast.ts";
import { applyEdits, type Edit } from "../cell/edits.ts";
import { DEFAULT_NAME } from "../cell/names.ts";
import type { Statement } from "./statements.ts";

export interface Emitted {
  text: string;
  /** Position of the statement's first line in its cell, from 1. */
  line: number;
}

/** The names that more than one of the statements declares: they become `let`, their declarations assignments. */
export function severalVersions(statements: readonly Statement[]): Set<string> {
  const seen = new Map<string, string>();
  const several = new Set<string>();
  for (const statement of statements) {
    for (const name of statement.declares) {
      const origin = importOrigin(statement, name) ?? `statement ${statement.order}`;
      if (seen.has(name) && seen.get(name) !== origin) several.add(name);
      seen.set(name, origin);
    }
  }
  return several;
}

/** Same import in many cells: one origin, so not a redeclaration. */
function importOrigin({ node }: Statement, name: string): string | undefined {
  if (node.type !== "ImportDeclaration") return undefined;
  const specifier = node.specifiers.find((s: Node) => s.local.name === name);
  return `${node.source.value}#${specifier.type}#${specifier.imported?.name ?? ""}`;
}

/** One statement without `export`. */
export function emitStatement(statement: Statement, several: Set<string>): Emitted {
  const { code, node } = statement;
  const inner: Node = node.declaration ?? node;
  const changed = statement.declares.some((name) => several.has(name));
  let text = code.slice(inner.start, inner.end);
  if (node.type === "ExportDefaultDeclaration" && !inner.id)
    text = `${changed ? "" : "const "}${DEFAULT_NAME} = ${text};`;
  else if (changed && !hoistsOnly(inner)) text = asAssignment(code, inner);
  return { text, line: code.slice(0, inner.start).split("\n").length };
}

/** `for (var i ...)` at the top level: `i` is declared outside already when it has several versions. */
function hoistsOnly(node: Node): boolean {
  return !/^(VariableDeclaration|FunctionDeclaration|ClassDeclaration)$/.test(node.type);
}

function asAssignment(code: string, node: Node): string {
  if (node.type !== "VariableDeclaration") return `${node.id.name} = ${code.slice(node.start, node.end)};`;
  const edits: Edit[] = [{ start: node.start, end: node.declarations[0].start, text: "(" }];
  for (const d of node.declarations) if (!d.init) edits.push({ start: d.end, end: d.end, text: " = undefined" });
  const last = node.declarations.at(-1).end;
  edits.push({ start: last, end: last, text: ")" });
  return `;${applyEdits(code, edits, node.start, node.end).replace(/;?$/, ";")}`;
}

export interface ImportLine {
  text: string;
  /** Assignments that give several-version names their imported value. */
  after: string;
}

/** An import with only the names in use; undefined when none is. */
export function emitImport(
  { node, uses: _ }: Statement,
  used: Set<string>,
  several: Set<string>,
  done: Set<string>,
): ImportLine | undefined {
  const source = JSON.stringify(node.source.value);
  if (node.specifiers.length === 0) return { text: `import ${source};`, after: "" };
  const parts: string[] = [];
  let after = "";
  for (const specifier of node.specifiers as Node[]) {
    const name: string = specifier.local.name;
    if (!used.has(name) || (done.has(name) && !several.has(name))) continue;
    done.add(name);
    const local = several.has(name) ? `${name}$${done.size}_${node.start}` : name;
    if (several.has(name)) after += ` ${name} = ${local};`;
    parts.push(importText(specifier, local, source));
  }
  return parts.length > 0 ? { text: parts.join(" "), after } : undefined;
}

function importText(specifier: Node, local: string, source: string): string {
  if (specifier.type === "ImportNamespaceSpecifier") return `import * as ${local} from ${source};`;
  const imported = specifier.type === "ImportDefaultSpecifier" ? "default" : nameText(specifier.imported);
  return imported === local
    ? `import { ${local} } from ${source};`
    : `import { ${imported} as ${local} } from ${source};`;
}

/** A name as it stands in import and export clauses: `a` or `"a-b"`. */
export function nameText(node: Node): string {
  return node.type === "Identifier" ? node.name : JSON.stringify(node.value);
}
