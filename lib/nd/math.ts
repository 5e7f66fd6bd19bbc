import type { NdArray } from "./array.ts";
import { type Dtype, floatingOf, isFloat } from "./dtype.ts";
import { apply, type Rule } from "./elementwise.ts";
import type { Operand } from "./operand.ts";

/** Functions of one argument, element by element. Whole-number arrays are computed in float64 (NumPy narrows uint8 to float16). */

function floating(name: string, expression: string): Rule {
  return { name, computes: floatingOf, expression };
}

const EXP = floating("exp", "Math.exp(x)");
const EXPM1 = floating("expm1", "Math.expm1(x)");
const LOG: Rule = {
  name: "log",
  computes: floatingOf,
  expression: (dtype) => (dtype === "float64" ? "nearestLog(x)" : "Math.log(x)"),
};
const LOG2 = floating("log2", "Math.log2(x)");
const LOG10 = floating("log10", "Math.log10(x)");
const LOG1P = floating("log1p", "Math.log1p(x)");
const SQRT = floating("sqrt", "Math.sqrt(x)");
const TANH = floating("tanh", "Math.tanh(x)");
const SIN = floating("sin", "Math.sin(x)");
const COS = floating("cos", "Math.cos(x)");
const TAN = floating("tan", "Math.tan(x)");
const ARCTAN = floating("arctan", "Math.atan(x)");
const SIGN: Rule = { name: "sign", expression: "x!==x?x:+(x>0)-+(x<0)" };
const ABSOLUTE: Rule = { name: "abs", expression: "Math.abs(x)" };
const SQUARE: Rule = { name: "square", expression: (dtype) => (dtype === "int32" ? "Math.imul(x,x)" : "x*x") };
const RECIPROCAL: Rule = { name: "reciprocal", computes: floatingOf, expression: "1/x" };
const whole = (name: string, expression: string): Rule => ({
  name,
  expression: (dtype: Dtype) => (isFloat(dtype) ? expression : "x"),
});
const FLOOR = whole("floor", "Math.floor(x)");
const CEIL = whole("ceil", "Math.ceil(x)");
const TRUNC = whole("trunc", "Math.trunc(x)");
/** Halves go to the even neighbour: adding and taking away 2^52 lets the hardware round so. */
const RINT = whole(
  "round",
  "x!==0&Math.abs(x)<4503599627370496?(x<0?-(4503599627370496-x-4503599627370496):x+4503599627370496-4503599627370496):x",
);

/** e to the power x. @see https://numpy.org/doc/stable/reference/generated/numpy.exp.html */
export function exp(x: Operand): NdArray {
  return apply(EXP, [x]);
}

/** exp(x) - 1, exact near 0. @see https://numpy.org/doc/stable/reference/generated/numpy.expm1.html */
export function expm1(x: Operand): NdArray {
  return apply(EXPM1, [x]);
}

/** The natural logarithm; -inf at 0, NaN below. @see https://numpy.org/doc/stable/reference/generated/numpy.log.html */
export function log(x: Operand): NdArray {
  return apply(LOG, [x]);
}

/** The logarithm to base 2. @see https://numpy.org/doc/stable/reference/generated/numpy.log2.html */
export function log2(x: Operand): NdArray {
  return apply(LOG2, [x]);
}

/** The logarithm to base 10. @see https://numpy.org/doc/stable/reference/generated/numpy.log10.html */
export function log10(x: Operand): NdArray {
  return apply(LOG10, [x]);
}

/** log(1 + x), exact near 0. @see https://numpy.org/doc/stable/reference/generated/numpy.log1p.html */
export function log1p(x: Operand): NdArray {
  return apply(LOG1P, [x]);
}

/** The square root; NaN below 0. @see https://numpy.org/doc/stable/reference/generated/numpy.sqrt.html */
export function sqrt(x: Operand): NdArray {
  return apply(SQRT, [x]);
}

/** The hyperbolic tangent. @see https://numpy.org/doc/stable/reference/generated/numpy.tanh.html */
export function tanh(x: Operand): NdArray {
  return apply(TANH, [x]);
}

/** The sine of x in radians. @see https://numpy.org/doc/stable/reference/generated/numpy.sin.html */
export function sin(x: Operand): NdArray {
  return apply(SIN, [x]);
}

/** The cosine of x in radians. @see https://numpy.org/doc/stable/reference/generated/numpy.cos.html */
export function cos(x: Operand): NdArray {
  return apply(COS, [x]);
}

/** The tangent of x in radians. @see https://numpy.org/doc/stable/reference/generated/numpy.tan.html */
export function tan(x: Operand): NdArray {
  return apply(TAN, [x]);
}

/** The angle in radians whose tangent is x. @see https://numpy.org/doc/stable/reference/generated/numpy.arctan.html */
export function arctan(x: Operand): NdArray {
  return apply(ARCTAN, [x]);
}

/** -1, 0 or 1. @see https://numpy.org/doc/stable/reference/generated/numpy.sign.html */
export function sign(x: Operand): NdArray {
  return apply(SIGN, [x]);
}

/** |x|. @see https://numpy.org/doc/stable/reference/generated/numpy.absolute.html */
export function abs(x: Operand): NdArray {
  return apply(ABSOLUTE, [x]);
}

/** x * x. @see https://numpy.org/doc/stable/reference/generated/numpy.square.html */
export function square(x: Operand): NdArray {
  return apply(SQUARE, [x]);
}

/** 1 / x. @see https://numpy.org/doc/stable/reference/generated/numpy.reciprocal.html */
export function reciprocal(x: Operand): NdArray {
  return apply(RECIPROCAL, [x]);
}

/** The largest whole number not above x. @see https://numpy.org/doc/stable/reference/generated/numpy.floor.html */
export function floor(x: Operand): NdArray {
  return apply(FLOOR, [x]);
}

/** The smallest whole number not below x. @see https://numpy.org/doc/stable/reference/generated/numpy.ceil.html */
export function ceil(x: Operand): NdArray {
  return apply(CEIL, [x]);
}

/** x without its fraction. @see https://numpy.org/doc/stable/reference/generated/numpy.trunc.html */
export function trunc(x: Operand): NdArray {
  return apply(TRUNC, [x]);
}

/**
 * x rounded to a number of decimals, halves to the even neighbour.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.round.html
 */
export function round(x: Operand, decimals = 0): NdArray {
  if (decimals === 0) return apply(RINT, [x]);
  const factor = 10 ** Math.abs(decimals);
  const [up, down] = decimals > 0 ? ["*", "/"] : ["/", "*"];
  const scaled = apply(floating("round", `x${up}${factor}`), [x]);
  return apply(floating("round", `x${down}${factor}`), [apply(RINT, [scaled])]);
}
