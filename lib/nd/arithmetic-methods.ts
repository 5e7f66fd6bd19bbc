import * as arithmetic from "./arithmetic.ts";
import type { NdArray } from "./array.ts";
import * as compare from "./compare.ts";
import { applyInto, type Rule } from "./elementwise.ts";
import * as math from "./math.ts";
import type { Operand } from "./operand.ts";
import { ViewMethods } from "./view-methods.ts";

/** Arithmetic, comparison and functions of one argument, as methods that chain: `x.mul(2).add(y).exp()`. */
export abstract class ArithmeticMethods extends ViewMethods {
  /** x + y, with broadcasting. @see https://numpy.org/doc/stable/reference/generated/numpy.add.html */
  add(y: Operand): NdArray {
    return arithmetic.add(this, y);
  }

  /** x - y, with broadcasting. @see https://numpy.org/doc/stable/reference/generated/numpy.subtract.html */
  sub(y: Operand): NdArray {
    return arithmetic.subtract(this, y);
  }

  /** x * y element by element, with broadcasting. @see https://numpy.org/doc/stable/reference/generated/numpy.multiply.html */
  mul(y: Operand): NdArray {
    return arithmetic.multiply(this, y);
  }

  /** x / y, with broadcasting. @see https://numpy.org/doc/stable/reference/generated/numpy.divide.html */
  div(y: Operand): NdArray {
    return arithmetic.divide(this, y);
  }

  /** x ** y. @see https://numpy.org/doc/stable/reference/generated/numpy.power.html */
  pow(y: Operand): NdArray {
    return arithmetic.power(this, y);
  }

  /** The remainder with the sign of y: Python's x % y. @see https://numpy.org/doc/stable/reference/generated/numpy.mod.html */
  mod(y: Operand): NdArray {
    return arithmetic.mod(this, y);
  }

  /** Python's x // y. @see https://numpy.org/doc/stable/reference/generated/numpy.floor_divide.html */
  floorDivide(y: Operand): NdArray {
    return arithmetic.floorDivide(this, y);
  }

  /** -x. */
  neg(): NdArray {
    return arithmetic.negative(this);
  }

  /** x += y in place; returns x. */
  iadd(y: Operand): NdArray {
    return this.into(arithmetic.ADD, y);
  }

  /** x -= y in place; returns x. */
  isub(y: Operand): NdArray {
    return this.into(arithmetic.SUBTRACT, y);
  }

  /** x *= y in place; returns x. */
  imul(y: Operand): NdArray {
    return this.into(arithmetic.MULTIPLY, y);
  }

  /** x /= y in place, float arrays only; returns x. */
  idiv(y: Operand): NdArray {
    return this.into(arithmetic.DIVIDE, y);
  }

  /** x **= y in place; returns x. */
  ipow(y: Operand): NdArray {
    return this.into(arithmetic.powerRule(y), y);
  }

  private into(rule: Rule, y: Operand): NdArray {
    applyInto(rule, this, [this, y]);
    return this as unknown as NdArray;
  }

  /** x > y: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.greater.html */
  gt(y: Operand): NdArray {
    return compare.greater(this, y);
  }

  /** x >= y: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.greater_equal.html */
  ge(y: Operand): NdArray {
    return compare.greaterEqual(this, y);
  }

  /** x < y: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.less.html */
  lt(y: Operand): NdArray {
    return compare.less(this, y);
  }

  /** x <= y: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.less_equal.html */
  le(y: Operand): NdArray {
    return compare.lessEqual(this, y);
  }

  /** x == y: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.equal.html */
  eq(y: Operand): NdArray {
    return compare.equal(this, y);
  }

  /** x != y: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.not_equal.html */
  ne(y: Operand): NdArray {
    return compare.notEqual(this, y);
  }

  /** e to the power x. @see https://numpy.org/doc/stable/reference/generated/numpy.exp.html */
  exp(): NdArray {
    return math.exp(this);
  }

  /** The natural logarithm. @see https://numpy.org/doc/stable/reference/generated/numpy.log.html */
  log(): NdArray {
    return math.log(this);
  }

  /** The square root. @see https://numpy.org/doc/stable/reference/generated/numpy.sqrt.html */
  sqrt(): NdArray {
    return math.sqrt(this);
  }

  /** The hyperbolic tangent. @see https://numpy.org/doc/stable/reference/generated/numpy.tanh.html */
  tanh(): NdArray {
    return math.tanh(this);
  }

  /** |x|. @see https://numpy.org/doc/stable/reference/generated/numpy.absolute.html */
  abs(): NdArray {
    return math.abs(this);
  }

  /** -1, 0 or 1. @see https://numpy.org/doc/stable/reference/generated/numpy.sign.html */
  sign(): NdArray {
    return math.sign(this);
  }

  /** x * x. @see https://numpy.org/doc/stable/reference/generated/numpy.square.html */
  square(): NdArray {
    return math.square(this);
  }

  /** x rounded to decimals, halves to even. @see https://numpy.org/doc/stable/reference/generated/numpy.round.html */
  round(decimals = 0): NdArray {
    return math.round(this, decimals);
  }

  /** The largest whole number not above x. @see https://numpy.org/doc/stable/reference/generated/numpy.floor.html */
  floor(): NdArray {
    return math.floor(this);
  }

  /** The smallest whole number not below x. @see https://numpy.org/doc/stable/reference/generated/numpy.ceil.html */
  ceil(): NdArray {
    return math.ceil(this);
  }

  /** The larger of x and y, element by element. @see https://numpy.org/doc/stable/reference/generated/numpy.maximum.html */
  maximum(y: Operand): NdArray {
    return arithmetic.maximum(this, y);
  }

  /** The smaller of x and y, element by element. @see https://numpy.org/doc/stable/reference/generated/numpy.minimum.html */
  minimum(y: Operand): NdArray {
    return arithmetic.minimum(this, y);
  }

  /** x limited to a range; null leaves a side open. @see https://numpy.org/doc/stable/reference/generated/numpy.clip.html */
  clip(low: Operand | null, high: Operand | null): NdArray {
    return arithmetic.clip(this, low, high);
  }
}
