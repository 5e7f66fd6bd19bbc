/**
 * TypeScript to JavaScript by blanking the types, so that every token keeps its line and column. Statements that need more than
 * erasure (enums, namespaces, decorators, `accessor`, `using`) are lowered one by one with swc and keep their lines.
 *
 * swc is loaded only when such a statement is met: it costs 11 ms and 24 MB, the parser 7 ms and 4 MB.
 */
import { eachChild, type Node, someNode } from "./ast.ts";
import { applyEdits, blankText, type Edit } from "./edits.ts";
import { eraseClassHead, eraseClassMember } from "./erase-class.ts";
import { lowerStatement } from "./lower.ts";
import { parse, type SyntaxProblem } from "./parse.ts";

export type Erased = { ok: true; code: string } | { ok: false; problem: SyntaxProblem };

/** What a handler may do: note edits, blank a range, go on into children. */
export interface Eraser {
  source: string;
  edit(start: number, end: number, text: string): void;
  blank(start: number, end: number): void;
  visit(node: Node): void;
  children(node: Node): void;
}

/** Erases the types of one cell or module, which lies in `folder`. Lines stay; columns stay too, except within lowered statements. */
export function eraseTypes(source: string, folder?: string): Erased {
  const parsed = parse(source);
  if (!parsed.ok) return parsed;
  const edits: Edit[] = [];
  const eraser = makeEraser(source, edits);
  for (const statement of parsed.body) {
    if (someNode(statement, needsLowering)) {
      const start = Math.min(statement.start, statement.declaration?.decorators?.[0]?.start ?? statement.start);
      const text = lowerStatement(source, { ...statement, start }, parsed.comments, folder);
      edits.push({ start, end: statement.end, text });
    } else eraser.visit(statement);
  }
  return { ok: true, code: applyEdits(source, edits) };
}

function makeEraser(source: string, edits: Edit[]): Eraser {
  const eraser: Eraser = {
    source,
    edit: (start, end, text) => edits.push({ start, end, text }),
    blank: (start, end) => {
      if (end > start) edits.push({ start, end, text: blankText(source.slice(start, end)) });
    },
    children: (node) => eachChild(node, eraser.visit),
    visit: (node) => {
      if (erasedWhole(node)) {
        edits.push({ start: node.start, end: node.end, text: blankWithStop(source, node) });
        return;
      }
      const handler = handlers[node.type];
      if (handler === undefined) eraser.children(node);
      else handler(node, eraser);
      if (endsWithoutSemicolon.has(node.type)) keepStatementApart(node, source, edits);
    },
  };
  return eraser;
}

function needsLowering(node: Node): boolean {
  if (node.declare === true) return false;
  if (node.type === "TSEnumDeclaration" || node.type === "AccessorProperty") return true;
  if (node.type === "TSModuleDeclaration") return hasValues(node);
  if (node.type === "VariableDeclaration") return node.kind === "using" || node.kind === "await using";
  return Array.isArray(node.decorators) && node.decorators.length > 0;
}

function hasValues(namespace: Node): boolean {
  const body: Node[] = namespace.body?.type === "TSModuleBlock" ? namespace.body.body : [];
  if (namespace.body?.type === "TSModuleDeclaration") return hasValues(namespace.body);
  return body.some((statement) => {
    const inner = statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? statement) : statement;
    return inner.type === "TSModuleDeclaration" ? hasValues(inner) : !erasedWhole(inner);
  });
}

const typeNodes = new Set([
  "TSTypeAnnotation",
  "TSTypeParameterDeclaration",
  "TSTypeParameterInstantiation",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
  "TSAbstractMethodDefinition",
  "TSAbstractPropertyDefinition",
  "TSAbstractAccessorProperty",
  "TSIndexSignature",
  "TSNamespaceExportDeclaration",
]);

function erasedWhole(node: Node): boolean {
  if (typeNodes.has(node.type) || node.declare === true) return true;
  if (node.type === "TSModuleDeclaration") return !hasValues(node);
  if (node.type === "MethodDefinition") return node.value.type === "TSEmptyBodyFunctionExpression";
  if (node.type === "ImportDeclaration") return node.importKind === "type";
  if (node.type === "ExportAllDeclaration") return node.exportKind === "type";
  if (node.type !== "ExportNamedDeclaration") return false;
  return node.exportKind === "type" || (node.declaration != null && erasedWhole(node.declaration));
}

/** Statements become a lone `;`, so that the text before and after cannot run together. */
function blankWithStop(source: string, node: Node): string {
  const blank = blankText(source.slice(node.start, node.end));
  const isStatement = /Declaration$|^TSDeclareFunction$/.test(node.type) && node.type !== "TSTypeParameterDeclaration";
  return isStatement ? `;${blank.slice(1)}` : blank;
}

const endsWithoutSemicolon = new Set([
  "ExpressionStatement",
  "VariableDeclaration",
  "ReturnStatement",
  "ThrowStatement",
  "PropertyDefinition",
]);

/** `a as T` without a semicolon, next line `(b)`: blanking the type would make a call of it. */
function keepStatementApart(node: Node, source: string, edits: Edit[]): void {
  const last = edits.at(-1);
  if (last === undefined || last.end !== node.end || /[;}]$/.test(source.slice(node.start, node.end))) return;
  if (last.text.trim() === "") last.text = `;${last.text.slice(1)}`;
}

type Handler = (node: Node, eraser: Eraser) => void;

const keepExpression: Handler = (node, eraser) => {
  eraser.visit(node.expression);
  eraser.blank(node.expression.end, node.end);
};

const handlers: Record<string, Handler> = {
  TSAsExpression: keepExpression,
  TSSatisfiesExpression: keepExpression,
  TSNonNullExpression: keepExpression,
  TSInstantiationExpression: keepExpression,
  TSTypeAssertion: (node, eraser) => {
    eraser.blank(node.start, node.expression.start);
    eraser.visit(node.expression);
  },
  Identifier: (node, eraser) => {
    if (node.typeAnnotation || node.optional) eraser.blank(node.start + node.name.length, node.end);
  },
  ObjectPattern: erasePattern,
  ArrayPattern: erasePattern,
  VariableDeclarator: (node, eraser) => {
    eraser.children(node);
    if (node.definite) eraseMark(eraser, "!", node.id.start + node.id.name.length, node.end);
  },
  ForStatement: eraseLoop,
  ForInStatement: eraseLoop,
  ForOfStatement: eraseLoop,
  FunctionDeclaration: eraseFunction,
  FunctionExpression: eraseFunction,
  ArrowFunctionExpression: eraseFunction,
  ClassDeclaration: eraseClassHead,
  ClassExpression: eraseClassHead,
  MethodDefinition: eraseClassMember,
  PropertyDefinition: eraseClassMember,
  ImportSpecifier: eraseTypeSpecifier,
  ExportSpecifier: eraseTypeSpecifier,
  TSImportEqualsDeclaration: (node, eraser) => {
    const target = node.moduleReference;
    const value = eraser.source.slice(target.start, target.end);
    eraser.edit(node.start, node.end, node.importKind === "type" ? ";" : `var ${node.id.name} = ${value};`);
  },
  TSExportAssignment: (node, eraser) => {
    eraser.edit(node.start, node.expression.start, "export default ");
    eraser.visit(node.expression);
  },
};

/** A declaration in a loop's head is no statement: nothing must be put behind it. */
function eraseLoop(node: Node, eraser: Eraser): void {
  const head: Node | null = node.init ?? node.left ?? null;
  eachChild(node, (child) => {
    if (child === head && child.type === "VariableDeclaration") eraser.children(child);
    else eraser.visit(child);
  });
}

function erasePattern(node: Node, eraser: Eraser): void {
  const bodyEnd = node.typeAnnotation ? node.typeAnnotation.start : node.end;
  for (const child of node.properties ?? node.elements) if (child) eraser.visit(child);
  if (node.optional) eraser.blank(eraser.source.lastIndexOf("?", bodyEnd), bodyEnd);
  if (node.typeAnnotation) eraser.blank(node.typeAnnotation.start, node.typeAnnotation.end);
}

export function eraseMark(eraser: Eraser, mark: string, from: number, to: number): void {
  const at = eraser.source.indexOf(mark, from);
  if (at >= 0 && at < to) eraser.blank(at, at + 1);
}

function eraseFunction(node: Node, eraser: Eraser): void {
  const first = node.params[0];
  if (first?.type === "Identifier" && first.name === "this") {
    const next = node.params[1]?.start ?? eraser.source.indexOf(")", first.end);
    eraser.blank(first.start, next);
  }
  eraser.children(node);
  const type = node.returnType;
  if (node.type === "ArrowFunctionExpression" && type && eraser.source.slice(type.start, type.end).includes("\n")) {
    moveParenthesis(type, eraser);
  }
}

/** No line break may stand between `)` and `=>`: the parenthesis goes to the end of the blanked type. */
function moveParenthesis(type: Node, eraser: Eraser): void {
  const close = eraser.source.lastIndexOf(")", type.start);
  const text = blankText(eraser.source.slice(close, type.end));
  eraser.edit(close, type.end, `${text.slice(0, -1)})`);
}

function eraseTypeSpecifier(node: Node, eraser: Eraser): void {
  if ((node.importKind ?? node.exportKind) !== "type") return;
  const comma = /^\s*,/.exec(eraser.source.slice(node.end))?.[0].length ?? 0;
  eraser.blank(node.start, node.end + comma);
}
