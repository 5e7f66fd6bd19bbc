import { shapeText } from "./shape.ts";
import type { View } from "./view.ts";

/** The names of the axes of each operand and of the result; axes under an ellipsis are named "...0", "...1", from the end. */
export interface ParsedSubscripts {
  inputs: string[][];
  output: string[];
}

/** Reads `"ij,jk->ik"` for operands. Without an arrow the result has the names that occur once, in alphabetical order. */
export function parseSubscripts(subscripts: string, operands: readonly View[]): ParsedSubscripts {
  const [left, right, more] = subscripts.replaceAll(" ", "").split("->");
  const terms = left.split(",");
  if (more !== undefined || terms.length !== operands.length) {
    throw new RangeError(`einsum "${subscripts}": names ${terms.length} operands, got ${operands.length}`);
  }
  const inputs = terms.map((term, k) => nameAxes(subscripts, term, operands[k]));
  const widest = Math.max(0, ...inputs.map((labels) => labels.filter(isEllipsis).length));
  const ellipsis = ellipsisLabels(widest);
  if (right === undefined) return { inputs, output: [...ellipsis, ...namedOnce(inputs)] };
  const output = lettersOf(subscripts, right).flatMap((label) => (label === "..." ? ellipsis : [label]));
  checkOutput(subscripts, inputs, output);
  return { inputs, output };
}

function isEllipsis(label: string): boolean {
  return label.startsWith("...");
}

/** The axes under an ellipsis are matched from the last one back, as in broadcasting. */
function ellipsisLabels(count: number): string[] {
  return Array.from({ length: count }, (_, k) => `...${count - 1 - k}`);
}

function lettersOf(subscripts: string, term: string): string[] {
  const letters = term.match(/\.\.\.|[a-zA-Z]/g) ?? [];
  if (letters.join("") === term && letters.filter(isEllipsis).length <= 1) return letters;
  throw new SyntaxError(`einsum "${subscripts}": expected letters and at most one "..." in "${term}"`);
}

function nameAxes(subscripts: string, term: string, operand: View): string[] {
  const letters = lettersOf(subscripts, term);
  const open = letters.includes("...") ? operand.shape.length - (letters.length - 1) : 0;
  const named = letters.flatMap((label) => (label === "..." ? ellipsisLabels(Math.max(0, open)) : [label]));
  if (open >= 0 && named.length === operand.shape.length) return named;
  throw new RangeError(
    `einsum "${subscripts}": "${term}" names ${letters.filter((l) => l !== "...").length} axes, its operand has shape ${shapeText(operand.shape)}`,
  );
}

function namedOnce(inputs: readonly string[][]): string[] {
  const all = inputs.flat().filter((label) => !isEllipsis(label));
  return [...new Set(all)].filter((label) => all.indexOf(label) === all.lastIndexOf(label)).sort();
}

function checkOutput(subscripts: string, inputs: readonly string[][], output: readonly string[]): void {
  const known = new Set(inputs.flat());
  const unknown = output.find((label) => !known.has(label));
  if (unknown !== undefined)
    throw new RangeError(`einsum "${subscripts}": the result names ${unknown}, which no operand has`);
  const twice = output.find((label, k) => output.indexOf(label) !== k);
  if (twice !== undefined) throw new RangeError(`einsum "${subscripts}": the result names ${twice} twice`);
  const lost = [...known].find((label) => isEllipsis(label) && !output.includes(label));
  if (lost !== undefined)
    throw new RangeError(`einsum "${subscripts}": the operands have "...", so the result needs it too`);
}
