import type { NdArray } from "./array.ts";
import { apply, type Rule } from "./elementwise.ts";
import type { Operand } from "./operand.ts";

/** Comparisons and logic, element by element: the results are bool arrays. */

function relation(name: string, expression: string): Rule {
  return { name, returns: () => "bool", expression: `+(${expression})` };
}

const GREATER = relation("greater", "x>y");
const GREATER_EQUAL = relation("greaterEqual", "x>=y");
const LESS = relation("less", "x<y");
const LESS_EQUAL = relation("lessEqual", "x<=y");
const EQUAL = relation("equal", "x===y");
const NOT_EQUAL = relation("notEqual", "x!==y");
const LOGICAL_AND = relation("logicalAnd", "(x!==0)&(y!==0)");
const LOGICAL_OR = relation("logicalOr", "(x!==0)|(y!==0)");
const LOGICAL_XOR = relation("logicalXor", "(x!==0)!==(y!==0)");
const LOGICAL_NOT = relation("logicalNot", "x===0");
const IS_NAN = relation("isnan", "x!==x");
const IS_FINITE = relation("isfinite", "x-x===0");
const IS_INF = relation("isinf", "x===Infinity||x===-Infinity");

/** x > y. @see https://numpy.org/doc/stable/reference/generated/numpy.greater.html */
export function greater(x: Operand, y: Operand): NdArray {
  return apply(GREATER, [x, y]);
}

/** x >= y. @see https://numpy.org/doc/stable/reference/generated/numpy.greater_equal.html */
export function greaterEqual(x: Operand, y: Operand): NdArray {
  return apply(GREATER_EQUAL, [x, y]);
}

/** x < y. @see https://numpy.org/doc/stable/reference/generated/numpy.less.html */
export function less(x: Operand, y: Operand): NdArray {
  return apply(LESS, [x, y]);
}

/** x <= y. @see https://numpy.org/doc/stable/reference/generated/numpy.less_equal.html */
export function lessEqual(x: Operand, y: Operand): NdArray {
  return apply(LESS_EQUAL, [x, y]);
}

/** x == y. @see https://numpy.org/doc/stable/reference/generated/numpy.equal.html */
export function equal(x: Operand, y: Operand): NdArray {
  return apply(EQUAL, [x, y]);
}

/** x != y. @see https://numpy.org/doc/stable/reference/generated/numpy.not_equal.html */
export function notEqual(x: Operand, y: Operand): NdArray {
  return apply(NOT_EQUAL, [x, y]);
}

/** True where both are not 0. @see https://numpy.org/doc/stable/reference/generated/numpy.logical_and.html */
export function logicalAnd(x: Operand, y: Operand): NdArray {
  return apply(LOGICAL_AND, [x, y]);
}

/** True where either is not 0. @see https://numpy.org/doc/stable/reference/generated/numpy.logical_or.html */
export function logicalOr(x: Operand, y: Operand): NdArray {
  return apply(LOGICAL_OR, [x, y]);
}

/** True where exactly one is not 0. @see https://numpy.org/doc/stable/reference/generated/numpy.logical_xor.html */
export function logicalXor(x: Operand, y: Operand): NdArray {
  return apply(LOGICAL_XOR, [x, y]);
}

/** True where x is 0. @see https://numpy.org/doc/stable/reference/generated/numpy.logical_not.html */
export function logicalNot(x: Operand): NdArray {
  return apply(LOGICAL_NOT, [x]);
}

/** True where x is not a number. @see https://numpy.org/doc/stable/reference/generated/numpy.isnan.html */
export function isnan(x: Operand): NdArray {
  return apply(IS_NAN, [x]);
}

/** True where x is neither infinite nor NaN. @see https://numpy.org/doc/stable/reference/generated/numpy.isfinite.html */
export function isfinite(x: Operand): NdArray {
  return apply(IS_FINITE, [x]);
}

/** True where x is infinite. @see https://numpy.org/doc/stable/reference/generated/numpy.isinf.html */
export function isinf(x: Operand): NdArray {
  return apply(IS_INF, [x]);
}
