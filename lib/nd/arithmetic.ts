import type { NdArray } from "./array.ts";
import { type Dtype, floatingOf, isFloat } from "./dtype.ts";
import { apply, type Rule, resultType } from "./elementwise.ts";
import { LARGER, SMALLER } from "./map-kernels.ts";
import { type Operand, toNdArray } from "./operand.ts";

const ints = (dtype: Dtype) => (dtype === "bool" ? "int32" : dtype);

function noBool(name: string, instead: string): (dtype: Dtype) => Dtype {
  return (dtype) => {
    if (dtype === "bool") throw new TypeError(`${name}: is not defined for bool arrays; use ${instead}`);
    return dtype;
  };
}

const CLIPPED = `(held=${LARGER},pick[0]=z,pick[1]=held,pick[+(held<z)|+(held!==held)])`;

export const ADD: Rule = { name: "add", expression: (dtype) => (dtype === "bool" ? "x|y" : "x+y") };
export const SUBTRACT: Rule = { name: "subtract", computes: noBool("subtract", "x.ne(y)"), expression: "x-y" };
export const MULTIPLY: Rule = {
  name: "multiply",
  expression: (dtype) => (dtype === "bool" ? "x&y" : dtype === "int32" ? "Math.imul(x,y)" : "x*y"),
};
export const DIVIDE: Rule = { name: "divide", computes: floatingOf, expression: "x/y" };
export const FLOOR_DIVIDE: Rule = {
  name: "floorDivide",
  computes: ints,
  expression: (dtype) => (dtype.startsWith("float") ? "floorDivide(x,y)" : "y===0?0:Math.floor(x/y)"),
};
export const MOD: Rule = {
  name: "mod",
  computes: ints,
  expression: (dtype) => (dtype.startsWith("float") ? "floorMod(x,y)" : "y===0?0:((x%y)+y)%y"),
};
export const POWER: Rule = { name: "power", computes: ints, expression: "Math.pow(x,y)" };
export const NEGATIVE: Rule = { name: "negative", computes: noBool("negative", "nd.logicalNot"), expression: "-x" };
export const MAXIMUM: Rule = { name: "maximum", expression: LARGER };
export const MINIMUM: Rule = { name: "minimum", expression: SMALLER };
export const CLIP: Rule = { name: "clip", expression: CLIPPED };

/** x + y. @see https://numpy.org/doc/stable/reference/generated/numpy.add.html */
export function add(x: Operand, y: Operand): NdArray {
  return apply(ADD, [x, y]);
}

/** x - y. @see https://numpy.org/doc/stable/reference/generated/numpy.subtract.html */
export function subtract(x: Operand, y: Operand): NdArray {
  return apply(SUBTRACT, [x, y]);
}

/** x * y, element by element. @see https://numpy.org/doc/stable/reference/generated/numpy.multiply.html */
export function multiply(x: Operand, y: Operand): NdArray {
  return apply(MULTIPLY, [x, y]);
}

/** x / y; whole-number arrays give float64. @see https://numpy.org/doc/stable/reference/generated/numpy.divide.html */
export function divide(x: Operand, y: Operand): NdArray {
  return apply(DIVIDE, [x, y]);
}

/** The largest whole number not above x / y. @see https://numpy.org/doc/stable/reference/generated/numpy.floor_divide.html */
export function floorDivide(x: Operand, y: Operand): NdArray {
  return apply(FLOOR_DIVIDE, [x, y]);
}

/** The remainder with the sign of y, as Python's `%`. @see https://numpy.org/doc/stable/reference/generated/numpy.mod.html */
export function mod(x: Operand, y: Operand): NdArray {
  return apply(MOD, [x, y]);
}

/** x to the power y. @see https://numpy.org/doc/stable/reference/generated/numpy.power.html */
export function power(x: Operand, y: Operand): NdArray {
  if (!isFloat(resultType(x, y)) && toNdArray(y).lt(0).any()) {
    throw new RangeError('power: whole numbers to negative powers are fractions; use x.astype("float64") first');
  }
  return apply(powerRule(y), [x, y]);
}

/** The powers that NumPy computes by shorter ways, with the figures that those give. */
export function powerRule(y: Operand): Rule {
  if (y === 2) return SQUARE;
  if (y === 0.5) return ROOT;
  return y === 1 ? { ...POWER, expression: "x" } : POWER;
}

const SQUARE: Rule = { ...POWER, expression: (dtype) => (dtype === "int32" ? "Math.imul(x,x)" : "x*x") };
const ROOT: Rule = { ...POWER, computes: floatingOf, expression: "Math.sqrt(x)" };

/** -x. @see https://numpy.org/doc/stable/reference/generated/numpy.negative.html */
export function negative(x: Operand): NdArray {
  return apply(NEGATIVE, [x]);
}

/** The larger of x and y, element by element; NaN where either is. @see https://numpy.org/doc/stable/reference/generated/numpy.maximum.html */
export function maximum(x: Operand, y: Operand): NdArray {
  return apply(MAXIMUM, [x, y]);
}

/** The smaller of x and y, element by element; NaN where either is. @see https://numpy.org/doc/stable/reference/generated/numpy.minimum.html */
export function minimum(x: Operand, y: Operand): NdArray {
  return apply(MINIMUM, [x, y]);
}

/** x limited to the range from low to high; null leaves a side open. @see https://numpy.org/doc/stable/reference/generated/numpy.clip.html */
export function clip(x: Operand, low: Operand | null, high: Operand | null): NdArray {
  if (low !== null && high !== null) return apply(CLIP, [x, low, high]);
  if (low !== null) return apply({ ...MAXIMUM, name: "clip" }, [x, low]);
  if (high !== null) return apply({ ...MINIMUM, name: "clip" }, [x, high]);
  throw new TypeError("clip: expected a lower or an upper limit, got neither");
}
