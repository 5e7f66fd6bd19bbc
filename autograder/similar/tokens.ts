/**
 * Code as the tokens of its syntax tree: kinds of nodes with their operators, in the order of the text. Names, values, types, comments
 * and layout are not among them, so renaming and reformatting hide nothing.
 */
import { parseSync } from "oxc-parser";
import { eachNode, type SyntaxNode } from "../syntax/each-node.ts";

/** A token with the line and column where its node begins, both from 0. */
export interface Token {
  kind: string;
  row: number;
  column: number;
}

/** Wrappers without a meaning of their own. */
const SILENT = new Set([
  "Program",
  "ExpressionStatement",
  "ParenthesizedExpression",
  "BlockStatement",
  "ExportNamedDeclaration",
]);

/** Tokens of a text; undefined where it does not parse. */
export function tokensOf(code: string): Token[] | undefined {
  const { program, errors } = parseSync("cell.ts", code, { lang: "ts", sourceType: "module" });
  if (errors.some(({ severity }) => severity === "Error")) return undefined;
  const place = placer(code);
  const tokens: Token[] = [];
  eachNode(program as unknown as SyntaxNode, (node) => {
    if (node.type.startsWith("TS") || node.type.startsWith("Import")) return false;
    if (!SILENT.has(node.type)) tokens.push({ kind: kindOf(node), ...place(node.start) });
    return true;
  });
  return tokens.sort((a, b) => a.row - b.row || a.column - b.column);
}

function kindOf({ type, operator }: SyntaxNode): string {
  return operator === undefined ? type : `${type} ${operator}`;
}

/** Offsets to rows and columns, by the beginnings of lines. */
function placer(code: string): (offset: number) => { row: number; column: number } {
  const starts = [0];
  for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { row: low, column: offset - starts[low] };
  };
}
