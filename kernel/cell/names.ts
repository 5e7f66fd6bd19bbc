/** Which names a statement declares, and which names of outer scopes it reads or writes. Works on erased JavaScript. */
import { eachChild, type Node } from "./ast.ts";

export interface NameUse {
  name: string;
  /** True when the use runs only if a function is called later. */
  deferred: boolean;
  /** True when the name, or a member of it, is assigned, updated or deleted. */
  written: boolean;
}

/** The name inside a module of what `export default` exports without a name of its own. */
export const DEFAULT_NAME = "_default";

/** The names that a binding pattern declares. */
export function patternNames(pattern: Node | null): string[] {
  if (pattern === null) return [];
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((p: Node) => patternNames(p.type === "RestElement" ? p.argument : p.value));
    case "ArrayPattern":
      return pattern.elements.flatMap((e: Node | null) => patternNames(e));
    case "AssignmentPattern":
      return patternNames(pattern.left);
    case "RestElement":
      return patternNames(pattern.argument);
    default:
      return [];
  }
}

/** The names that a statement declares in the scope that it stands in. */
export function declaredNames(statement: Node): string[] {
  switch (statement.type) {
    case "VariableDeclaration":
      return statement.declarations.flatMap((d: Node) => patternNames(d.id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return statement.id ? [statement.id.name] : [];
    case "ImportDeclaration":
      return statement.specifiers.map((s: Node) => s.local.name);
    case "ExportNamedDeclaration":
      return statement.declaration ? declaredNames(statement.declaration) : [];
    case "ExportDefaultDeclaration":
      return statement.declaration.id ? [statement.declaration.id.name] : [DEFAULT_NAME];
    default:
      return [];
  }
}

/** `var` declarations below a node, not entering functions: they belong to the scope around. */
export function hoistedVars(node: Node): string[] {
  if (isFunction(node) || node.type === "StaticBlock") return [];
  const names: string[] = node.type === "VariableDeclaration" && node.kind === "var" ? declaredNames(node) : [];
  eachChild(node, (child) => names.push(...hoistedVars(child)));
  return names;
}

function isFunction(node: Node): boolean {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

interface Walk {
  uses: NameUse[];
  scopes: Set<string>[];
  deferred: boolean;
}

/** Every use in a top-level statement of a name that the statement does not bind in an inner scope. */
export function nameUses(statement: Node): NameUse[] {
  const walk: Walk = { uses: [], scopes: [], deferred: false };
  visit(statement, walk);
  return walk.uses;
}

function visit(node: Node, walk: Walk): void {
  const handler = visitors[node.type];
  if (handler) handler(node, walk);
  else eachChild(node, (child) => visit(child, walk));
}

function note(name: string, walk: Walk, written = false): void {
  if (walk.scopes.some((scope) => scope.has(name))) return;
  walk.uses.push({ name, deferred: walk.deferred, written });
}

function within(walk: Walk, names: Iterable<string>, run: () => void): void {
  walk.scopes.push(new Set(names));
  run();
  walk.scopes.pop();
}

function lexicalNames(body: Node[]): string[] {
  return body.flatMap((s) => (s.type === "VariableDeclaration" && s.kind === "var" ? [] : declaredNames(s)));
}

function visitFunction(node: Node, walk: Walk): void {
  const names = [...node.params.flatMap(patternNames), ...hoistedVars(node.body)];
  if (node.type === "FunctionExpression" && node.id) names.push(node.id.name);
  if (node.type !== "ArrowFunctionExpression") names.push("arguments");
  const outer = walk.deferred;
  walk.deferred = true;
  within(walk, names, () => {
    for (const param of node.params) visitPattern(param, walk);
    visit(node.body, walk);
  });
  walk.deferred = outer;
}

function visitClass(node: Node, walk: Walk): void {
  within(walk, node.id && node.type === "ClassExpression" ? [node.id.name] : [], () => {
    if (node.superClass) visit(node.superClass, walk);
    visit(node.body, walk);
  });
}

/** Only the expressions in a pattern: defaults and computed keys. */
function visitPattern(pattern: Node, walk: Walk): void {
  if (pattern.type === "Identifier") return;
  if (pattern.type === "AssignmentPattern") {
    visitPattern(pattern.left, walk);
    visit(pattern.right, walk);
  } else if (pattern.type === "Property") {
    if (pattern.computed) visit(pattern.key, walk);
    visitPattern(pattern.value, walk);
  } else eachChild(pattern, (child) => visitPattern(child, walk));
}

/** An assignment's left side: names in it are written, also as the root of `a.b.c`. */
function visitTarget(target: Node, walk: Walk): void {
  if (target.type === "Identifier") note(target.name, walk, true);
  else if (target.type === "MemberExpression") {
    const root = memberRoot(target);
    if (root) note(root, walk, true);
    visit(target, walk);
  } else if (target.type === "AssignmentPattern") {
    visitTarget(target.left, walk);
    visit(target.right, walk);
  } else if (target.type === "Property") {
    if (target.computed) visit(target.key, walk);
    visitTarget(target.value, walk);
  } else eachChild(target, (child) => visitTarget(child, walk));
}

export function memberRoot(node: Node): string | undefined {
  let at = node;
  while (at.type === "MemberExpression" || at.type === "ParenthesizedExpression") at = at.object ?? at.expression;
  return at.type === "Identifier" ? at.name : undefined;
}

function visitBlock(node: Node, walk: Walk): void {
  within(walk, lexicalNames(node.body), () => eachChild(node, (child) => visit(child, walk)));
}

function visitLoop(node: Node, walk: Walk): void {
  const head: Node | null = node.init ?? node.left ?? null;
  const declares = head?.type === "VariableDeclaration" && head.kind !== "var";
  within(walk, declares ? declaredNames(head) : [], () => {
    if (node.left && !declares && head?.type !== "VariableDeclaration") visitTarget(node.left, walk);
    eachChild(node, (child) => visit(child, walk));
  });
}

const skip = (): void => {};
const visitors: Record<string, (node: Node, walk: Walk) => void> = {
  Identifier: (node, walk) => note(node.name, walk),
  FunctionDeclaration: visitFunction,
  FunctionExpression: visitFunction,
  ArrowFunctionExpression: visitFunction,
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  BlockStatement: visitBlock,
  StaticBlock: visitBlock,
  ForStatement: visitLoop,
  ForInStatement: visitLoop,
  ForOfStatement: visitLoop,
  SwitchStatement: (node, walk) => {
    visit(node.discriminant, walk);
    const names = lexicalNames(node.cases.flatMap((c: Node) => c.consequent));
    within(walk, names, () => {
      for (const c of node.cases) visit(c, walk);
    });
  },
  CatchClause: (node, walk) => within(walk, patternNames(node.param), () => visit(node.body, walk)),
  VariableDeclarator: (node, walk) => {
    visitPattern(node.id, walk);
    if (node.init) visit(node.init, walk);
  },
  AssignmentExpression: (node, walk) => {
    visitTarget(node.left, walk);
    visit(node.right, walk);
  },
  UpdateExpression: (node, walk) => visitTarget(node.argument, walk),
  UnaryExpression: (node, walk) => {
    if (node.operator === "delete") visitTarget(node.argument, walk);
    else visit(node.argument, walk);
  },
  MemberExpression: (node, walk) => {
    visit(node.object, walk);
    if (node.computed) visit(node.property, walk);
  },
  Property: (node, walk) => {
    if (node.computed) visit(node.key, walk);
    visit(node.value, walk);
  },
  MethodDefinition: (node, walk) => {
    if (node.computed) visit(node.key, walk);
    visit(node.value, walk);
  },
  PropertyDefinition: (node, walk) => {
    if (node.computed) visit(node.key, walk);
    const outer = walk.deferred;
    walk.deferred = !node.static;
    if (node.value) visit(node.value, walk);
    walk.deferred = outer;
  },
  ImportDeclaration: skip,
  ExportAllDeclaration: skip,
  ExportNamedDeclaration: (node, walk) => {
    if (node.declaration) visit(node.declaration, walk);
    else if (!node.source) for (const s of node.specifiers) note(s.local.name, walk);
  },
  LabeledStatement: (node, walk) => visit(node.body, walk),
  BreakStatement: skip,
  ContinueStatement: skip,
  MetaProperty: skip,
};
