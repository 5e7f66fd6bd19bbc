/** Cells in which no type can be wrong: they need not wait for the checker, which matters for the first cell of a notebook. */
import type { Node } from "../cell/ast.ts";
import { parse } from "../cell/parse.ts";

/** True for literals, arithmetic on numbers, and `console.log` of those. */
export function isPlain(source: string): boolean {
  if (source.length > 200) return false;
  const parsed = parse(source);
  return (
    parsed.ok &&
    parsed.body.every((s) => s.type === "ExpressionStatement" && (isLiteral(s.expression) || isLog(s.expression)))
  );
}

function isLog({ type, callee, arguments: args }: Node): boolean {
  if (type !== "CallExpression" || callee.type !== "MemberExpression" || callee.computed) return false;
  return (
    callee.object.name === "console" && /^(log|error|warn|info)$/.test(callee.property.name) && args.every(isLiteral)
  );
}

function isLiteral(node: Node): boolean {
  if (node.type === "TemplateLiteral") return node.expressions.every(isLiteral);
  if (node.type === "ArrayExpression")
    return node.elements.every((item: Node | null) => item !== null && isLiteral(item));
  return node.type === "Literal" ? node.bigint == null && node.regex == null : isNumber(node);
}

function isNumber(node: Node): boolean {
  if (node.type === "ParenthesizedExpression") return isNumber(node.expression);
  if (node.type === "UnaryExpression") return "+-~".includes(node.operator) && isNumber(node.argument);
  if (node.type === "BinaryExpression")
    return /^([-+*/%]|\*\*)$/.test(node.operator) && isNumber(node.left) && isNumber(node.right);
  return node.type === "Literal" && typeof node.value === "number";
}
