import type { NdArray } from "./array.ts";
import { apply, type Rule, resultType } from "./elementwise.ts";
import { nonzero } from "./nonzero.ts";
import type { Operand } from "./operand.ts";

/** Picked from memory: a branch on random data would be mispredicted half of the time. */
const WHERE: Rule = { name: "where", expression: "(pick[0]=z,pick[1]=y,pick[+(x!==0)])" };

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
