/** The parts of a class that are types: heritage, modifiers, parameter properties. */
import { type Node, someNode } from "./ast.ts";
import { blankText } from "./edits.ts";
import { type Eraser, eraseMark } from "./erase.ts";

/** `abstract class A<T> extends B<T> implements C`: `abstract`, type lists and `implements` go. */
export function eraseClassHead(node: Node, eraser: Eraser): void {
  const head = eraser.source.slice(node.start, node.body.start);
  if (node.abstract) eraser.blank(node.start, node.start + head.indexOf("class"));
  if (node.implements?.length > 0) {
    const from = node.superTypeArguments ?? node.superClass ?? node.typeParameters ?? node.id;
    const start = from ? from.end : node.start;
    const keyword = eraser.source.indexOf("implements", start);
    eraser.blank(keyword, node.implements.at(-1).end);
  }
  for (const part of [node.typeParameters, node.superClass, node.superTypeArguments]) if (part) eraser.visit(part);
  for (const member of node.body.body) eraser.visit(member);
}

const modifiers = /\b(?:public|private|protected|readonly|override|abstract|declare)\b/g;

/** A method or field: modifiers and the marks `?` and `!` go, parameter properties become assignments. */
export function eraseClassMember(node: Node, eraser: Eraser): void {
  eraseModifiers(node, eraser);
  if (node.computed) eraser.visit(node.key);
  if (node.optional) eraseMark(eraser, "?", node.key.end, node.value?.start ?? node.end);
  if (node.definite) eraseMark(eraser, "!", node.key.end, node.end);
  if (node.typeAnnotation) eraser.visit(node.typeAnnotation);
  if (node.kind === "constructor") eraseConstructor(node, eraser);
  else if (node.value) eraser.visit(node.value);
}

function eraseModifiers(node: Node, eraser: Eraser): void {
  const zone = eraser.source.slice(node.start, node.key.start);
  for (const match of zone.matchAll(modifiers)) {
    const start = node.start + match.index;
    // A field before without a semicolon must not swallow `["key"]` or `*items` that follows the modifier.
    const stop = match.index === 0 ? ";" : " ";
    eraser.edit(start, start + match[0].length, stop + blankText(match[0]).slice(1));
  }
}

/** `constructor(private x: number)` becomes `x; constructor(x) { this.x = x; ...`, after `super(...)` in a derived class. */
function eraseConstructor(member: Node, eraser: Eraser): void {
  const fn: Node = member.value;
  const names: string[] = [];
  for (const param of fn.params) {
    if (param.type !== "TSParameterProperty") {
      eraser.visit(param);
      continue;
    }
    const inner = param.parameter;
    names.push((inner.left ?? inner).name);
    eraser.blank(param.start, inner.start);
    eraser.visit(inner);
  }
  if (names.length > 0) {
    const at = assignmentPlace(fn.body);
    eraser.edit(at, at, `;${names.map((name) => ` this.${name} = ${name};`).join("")}`);
    eraser.edit(member.start, member.start, names.map((name) => `${name}; `).join(""));
  }
  eraser.visit(fn.body);
}

function assignmentPlace(body: Node): number {
  const afterSuper = body.body.find(
    (s: Node) => s.type === "ExpressionStatement" && someNode(s, (n) => n.type === "Super"),
  );
  return afterSuper ? afterSuper.end : body.start + 1;
}
