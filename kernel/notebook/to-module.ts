import type { Node } from "../cell/ast.ts";
import { emitImport, emitStatement, nameText, severalVersions } from "./emit.ts";
import type { Cell } from "./nbformat.ts";
import { joinText } from "./read.ts";
import { sliceStatements } from "./slice.ts";
import { type CellProblem, listStatements, type Statement, type StatementList } from "./statements.ts";

export interface ModuleOptions {
  /** Names that the module is made for, or indices (from 0) of cells of which every statement runs. Default: every exported name. */
  roots?: ReadonlyArray<string | number>;
}

/** A place in a notebook: cell from 0, line from 1. */
export interface CellLine {
  cell: number;
  line: number;
}

export interface NotebookModule {
  /** JavaScript of one ES module; every line of a cell stays one line. */
  code: string;
  /** The names that the module exports, "default" among them. */
  exports: string[];
  /** The modules that it imports, each once. */
  imports: string[];
  /** Names used but declared in no cell, globals such as `Math` among them. */
  freeNames: string[];
  /** Cells that do not parse; the other cells are not affected. */
  problems: CellProblem[];
  /** For each line of `code`, from line 1 at index 0: where it comes from. */
  lines: Array<CellLine | undefined>;
}

/** A notebook's code cells, parsed: modules for several sets of roots can be made of it. */
export type ParsedCells = StatementList;

/** @param cells code cell sources, or cells of a notebook (others than code are passed over but counted) */
export function parseCells(cells: ReadonlyArray<string | Cell>): ParsedCells {
  return listStatements(cells.map(codeOf));
}

/**
 * Makes one ES module of a notebook's TypeScript cells: the top-level statements that the roots need, directly or through others, in the
 * order of the notebook. A statement that only runs something (`console.log(f(x))`, `train()`) is left out unless its cell is a root or it
 * changes a name that is needed. A name that several cells declare is what the last of them makes it. A name is exported when any cell
 * exports it. Types are erased without looking at other files.
 *
 * @param cells code cell sources, or cells of a notebook (others than code are passed over but counted)
 */
export function toModule(cells: ReadonlyArray<string | Cell>, options: ModuleOptions = {}): NotebookModule {
  return moduleOf(parseCells(cells), options);
}

/** What `toModule` makes, of cells that were parsed before. */
export function moduleOf({ statements, problems }: ParsedCells, options: ModuleOptions = {}): NotebookModule {
  const exported = exportedNames(statements);
  const roots = options.roots ?? [...exported.keys()];
  const names = roots.filter((root) => typeof root === "string");
  const locals = names.map((name) => exported.get(name)?.local ?? name);
  const slice = sliceStatements(statements, locals, new Set(roots.filter((root) => typeof root === "number")));
  const included = statements.filter((s) => slice.included.has(s) || bareImportOfRoot(s, slice.included));
  const out = emitModule(included, locals);
  const exports = exportClause(exported, names, included, out);
  for (const name of slice.free) if (declaredIn(included, name)) slice.free.delete(name);
  return {
    code: `${out.code.join("\n")}\n`,
    exports,
    imports: [...out.imports],
    freeNames: [...slice.free],
    problems,
    lines: out.lines,
  };
}

function codeOf(cell: string | Cell): string | undefined {
  if (typeof cell === "string") return cell;
  return cell.cell_type === "code" ? joinText(cell.source) : undefined;
}

interface ExportedName {
  /** The name inside the module. */
  local: string;
  /** For `export ... from`. */
  from?: Statement;
}

function exportedNames(statements: readonly Statement[]): Map<string, ExportedName> {
  const exported = new Map<string, ExportedName>();
  for (const statement of statements) {
    const { node } = statement;
    if (node.type === "ExportDefaultDeclaration") exported.set("default", { local: statement.declares[0]! });
    if (node.type === "ExportAllDeclaration")
      exported.set(allKey(statement), { local: allKey(statement), from: statement });
    if (node.type !== "ExportNamedDeclaration") continue;
    if (node.declaration) for (const name of statement.declares) exported.set(name, { local: name });
    for (const s of node.specifiers as Node[]) {
      exported.set(nameText(s.exported), { local: nameText(s.local), ...(node.source ? { from: statement } : {}) });
    }
  }
  return exported;
}

function allKey({ node }: Statement): string {
  return node.exported ? nameText(node.exported) : `* from ${node.source.value}`;
}

/** `import "./setup.ts"` belongs to the cell that it stands in. */
function bareImportOfRoot(statement: Statement, included: Set<Statement>): boolean {
  if (statement.node.type !== "ImportDeclaration" || statement.node.specifiers.length > 0) return false;
  return [...included].some((other) => other.cell === statement.cell);
}

interface Output {
  code: string[];
  lines: Array<CellLine | undefined>;
  imports: Set<string>;
}

function emitModule(included: readonly Statement[], roots: readonly string[]): Output {
  const several = severalVersions(included);
  const used = new Set([...roots, ...included.flatMap((s) => s.uses.map((use) => use.name))]);
  const out: Output = { code: [], lines: [], imports: new Set() };
  const hoisted = included.filter((s) => s.declares.some((n) => several.has(n))).flatMap((s) => s.declares);
  if (several.size > 0) append(out, `let ${[...new Set([...hoisted, ...several])].join(", ")};`);
  const done = new Set<string>();
  for (const statement of included) {
    const { node } = statement;
    if (node.type === "ImportDeclaration") appendImport(out, statement, emitImport(statement, used, several, done));
    else if (!isExportOnly(node)) {
      const { text, line } = emitStatement(statement, several);
      append(out, text, { cell: statement.cell, line });
    }
  }
  return out;
}

function isExportOnly(node: Node): boolean {
  return node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && !node.declaration);
}

function appendImport(out: Output, statement: Statement, made: ReturnType<typeof emitImport>): void {
  if (made === undefined) return;
  out.imports.add(statement.node.source.value);
  const line = statement.code.slice(0, statement.node.start).split("\n").length;
  append(out, made.text + made.after, { cell: statement.cell, line });
}

function append(out: Output, text: string, from?: CellLine): void {
  for (const [index, line] of text.split("\n").entries()) {
    out.code.push(line);
    out.lines.push(from && { cell: from.cell, line: from.line + index });
  }
}

/** Adds the `export` lines and gives the names they export. Names that turned out to be types are left out. */
function exportClause(
  exported: Map<string, ExportedName>,
  roots: readonly string[],
  included: readonly Statement[],
  out: Output,
): string[] {
  const exports: string[] = [];
  const clauses: string[] = [];
  for (const name of new Set([...roots, ...exported.keys()])) {
    const entry = exported.get(name) ?? { local: name };
    if (entry.from !== undefined) {
      if (!roots.includes(name)) continue;
      append(out, reexport(entry, name));
      out.imports.add(entry.from.node.source.value);
    } else if (declaredIn(included, entry.local))
      clauses.push(entry.local === name ? name : `${entry.local} as ${name}`);
    else continue;
    exports.push(name);
  }
  if (clauses.length > 0) append(out, `export { ${clauses.join(", ")} };`);
  return exports;
}

function reexport({ local, from }: ExportedName, name: string): string {
  const source = JSON.stringify(from!.node.source.value);
  if (from!.node.type !== "ExportAllDeclaration") return `export { ${local} as ${name} } from ${source};`;
  return from!.node.exported ? `export * as ${name} from ${source};` : `export * from ${source};`;
}

function declaredIn(included: readonly Statement[], name: string): boolean {
  return included.some((s) => s.declares.includes(name));
}
