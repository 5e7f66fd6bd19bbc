/** The names, of values and of types, that a cell declares for later cells. */
import type { Node } from "../cell/ast.ts";
import { declaredNames, hoistedVars } from "../cell/names.ts";
import { parse } from "../cell/parse.ts";

export interface CellNames {
  /** Names that later cells may assign to. */
  variables: Set<string>;
  /** All names, variables among them, with JupyterLab's word for what they are. */
  all: Map<string, string>;
  /** Names that the text exports by itself. */
  exported: Set<string>;
}

/** Undefined for a text that does not parse. */
export function cellNames(source: string): CellNames | undefined {
  const parsed = parse(source);
  if (!parsed.ok) return undefined;
  const names: CellNames = { variables: new Set(), all: new Map(), exported: new Set() };
  for (const statement of parsed.body) addStatement(statement, names);
  return names;
}

function addStatement(statement: Node, names: CellNames): void {
  const inner: Node = statement.declaration ?? statement;
  const declared = [...typeNames(inner), ...declaredNames(statement).filter((name) => name !== "_default")];
  for (const name of declared) names.all.set(name, kindOf(inner));
  if (statement.type === "ExportNamedDeclaration") {
    for (const name of declared) names.exported.add(name);
    for (const s of statement.specifiers as Node[]) names.exported.add(s.exported.name);
  }
  const isVariable = inner.type === "VariableDeclaration" && inner.kind !== "const";
  const variables = [...(isVariable ? declaredNames(inner) : []), ...hoistedVars(inner)];
  for (const name of variables) {
    names.variables.add(name);
    names.all.set(name, "variable");
  }
}

function kindOf(node: Node): string {
  const [, kind] = /^(?:TS)?(Function|Declare|Class|Enum|Interface|TypeAlias|Module)/.exec(node.type) ?? [];
  if (kind === "TypeAlias") return "type";
  if (kind === "Declare") return "function";
  return kind?.toLowerCase() ?? (node.kind === "const" ? "constant" : "variable");
}

function typeNames(node: Node): string[] {
  const named =
    /^(TSInterfaceDeclaration|TSTypeAliasDeclaration|TSEnumDeclaration|TSDeclareFunction|TSImportEqualsDeclaration)$/;
  if (named.test(node.type)) return [node.id.name];
  if (node.type !== "TSModuleDeclaration" || node.global || node.id.type === "Literal") return [];
  let id: Node = node.id;
  while (id.type === "TSQualifiedName") id = id.left;
  return [id.name];
}
