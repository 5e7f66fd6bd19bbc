/** Changes the thresholds that a check cell asks for, in its text: what the student reads is what is judged. */
import { parseSync } from "oxc-parser";
import { eachNode, type SyntaxNode } from "../syntax/each-node.ts";

interface Edit {
  start: number;
  end: number;
}

/** Every number that `check.accuracy(..., { atLeast })` and `check.atLeast(label, value, min)` ask for becomes `atLeast`. */
export function withThreshold(source: string, atLeast: number): { source: string; count: number } {
  const edits: Edit[] = [];
  const { program } = parseSync("check.ts", source, { lang: "ts", sourceType: "module" });
  eachNode(program as unknown as SyntaxNode, ({ type, callee, arguments: given }) => {
    if (type !== "CallExpression" || callee.type !== "MemberExpression" || callee.object.name !== "check") return true;
    if (callee.property.name === "atLeast" && given[2]?.type === "Literal") edits.push(given[2]);
    if (callee.property.name === "accuracy") edits.push(...atLeastOf(given[3]));
    return true;
  });
  const changed = edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + String(atLeast) + text.slice(end), source);
  return { source: changed, count: edits.length };
}

function atLeastOf(options: SyntaxNode | undefined): Edit[] {
  const properties: SyntaxNode[] = options?.type === "ObjectExpression" ? options.properties : [];
  return properties.flatMap(({ key, value }) => (key?.name === "atLeast" ? [value] : []));
}
