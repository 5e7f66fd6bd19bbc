import type { NdArray } from "./array.ts";
import { apply, type Rule, resultType } from "./elementwise.ts";
import { nonzero } from "./nonzero.ts";
import type { Operand } from "./operand.ts";

const WHERE: Rule = { name: "where", expression: "x!==0?y:z" };

/**
 * x where the condition holds, y elsewhere, all repeated to one shape. With the condition alone: its `nonzero`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.where.html
 */
export function where(condition: Operand): NdArray[];
export function where(condition: Operand, x: Operand, y: Operand): NdArray;
export function where(condition: Operand, x?: Operand, y?: Operand): NdArray | NdArray[] {
  if (x === undefined || y === undefined) return nonzero(condition);
  return apply(WHERE, [condition, x, y], resultType(x, y));
}
