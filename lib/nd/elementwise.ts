import { applySmall } from "./apply-small.ts";
import type { NdArray } from "./array.ts";
import { broadcastShapes, broadcastStrides } from "./broadcast.ts";
import { allocate, type Dtype, isFloat, promote, promoteScalar, type TypedArray } from "./dtype.ts";
import { applyInEngine, applyIntoEngine, type EngineOperand } from "./in-engine.ts";
import { outputStrides, runKernel, type Walk } from "./kernels.ts";
import { wrap } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { applyIntoPutOff, applyPutOff, fresh } from "./put-off.ts";
import { addProduct, addProductInto } from "./put-off-products.ts";
import { sameShape, shapeText } from "./shape.ts";
import { memoryOf } from "./value-home.ts";
import { View } from "./view.ts";

/** How an elementwise function computes: in which dtype it reads, what it returns, and the expression. */
export interface Rule {
  name: string;
  /** The dtype to compute in, from the promoted dtype of the operands. */
  computes?: (dtype: Dtype) => Dtype;
  /** The dtype of the result, from the dtype computed in. */
  returns?: (dtype: Dtype) => Dtype;
  /** JavaScript over x, y, z for the dtype computed in. */
  expression: string | ((dtype: Dtype) => string);
}

type Bare = number | boolean;

function isBare(value: Operand): value is Bare {
  return typeof value === "number" || typeof value === "boolean";
}

/** The dtype of operands together: arrays first, then the bare numbers, which are weak. */
export function resultType(...operands: Operand[]): Dtype {
  const arrays = operands.filter((operand) => !isBare(operand)).map((operand) => toNdArray(operand).dtype);
  if (arrays.length === 0) return operands.every((value) => typeof value === "boolean") ? "bool" : "float64";
  return operands.filter(isBare).reduce(promoteScalar, arrays.reduce(promote));
}

/**
 * Applies a rule to operands with broadcasting; the result is a new array.
 * @param common the dtype that the operands have together, where it is not that of all of them
 */
export function apply(rule: Rule, operands: readonly Operand[], common?: Dtype): NdArray {
  return applySmall(rule, operands) ?? applyAny(rule, operands, common ?? resultType(...operands));
}

function applyAny(rule: Rule, operands: readonly Operand[], common: Dtype): NdArray {
  const computed = rule.computes ? rule.computes(common) : common;
  if (!rule.returns) checkScalars(rule.name, operands, computed);
  const views = viewsOf(operands, computed);
  const shape = commonShape(rule.name, views);
  const returned = rule.returns ? rule.returns(computed) : computed;
  const expression = expressionOf(rule, computed);
  const sum = rule.name === "add" ? addProduct(views, computed) : undefined;
  if (sum) return sum;
  const given = bareOr(operands, views);
  const putOff = applyPutOff(expression, computed, returned, shape, given);
  if (putOff) return putOff;
  const native = applyInEngine(rule, computed, returned, shape, given);
  if (native) return native;
  const strides: (readonly number[])[] = [];
  for (const view of views) strides.push(stridesIn(view, shape));
  const out = fresh(returned, shape, outputStrides(shape, strides));
  runKernel(expression, shape, walkOf(out, shape), walksOf(views, shape));
  return out;
}

function walksOf(views: readonly View[], shape: readonly number[]): Walk[] {
  const walks: Walk[] = [];
  for (const view of views) walks.push(walkOf(view, shape));
  return walks;
}

/** Applies a rule and writes into `target`, whose shape and dtype stay. */
export function applyInto(rule: Rule, target: View, operands: readonly Operand[]): void {
  const common = resultType(...operands);
  const computed = rule.computes ? rule.computes(common) : common;
  checkInPlace(rule.name, target, rule.returns ? rule.returns(computed) : computed);
  const views = viewsOf(operands, computed);
  let shape = target.shape;
  for (const view of views) shape = broadcastShapes(rule.name, shape, view.shape);
  if (!sameShape(shape, target.shape)) {
    const text = shapeText(target.shape);
    throw new RangeError(
      `${rule.name}: an array of shape ${text} cannot hold a result of shape ${shapeText(shape)} in place`,
    );
  }
  const returned = rule.returns ? rule.returns(computed) : computed;
  if (rule.name === "add" && addProductInto(target, views[1])) return;
  if (applyIntoPutOff(expressionOf(rule, computed), computed, returned, target, bareOr(operands, views))) return;
  if (applyIntoEngine(rule, computed, target, bareOr(operands, views))) return;
  target.fetch();
  const inputs = views.map((view) => walkOf(overlaps(view, target) ? copyOf(view) : view, shape));
  runKernel(expressionOf(rule, computed), shape, walkOf(target, shape), inputs);
}

// V8 forgets the machine code of a function that is made anew at every call whenever it collects garbage: loops below have none.

function viewsOf(operands: readonly Operand[], computed: Dtype): View[] {
  const views: View[] = [];
  for (const operand of operands) views.push(isBare(operand) ? scalarView(operand, computed) : toNdArray(operand));
  return views;
}

/** Bare numbers as they are, everything else as the view made of it. */
function bareOr(operands: readonly Operand[], views: readonly View[]): EngineOperand[] {
  const given: EngineOperand[] = [];
  for (let k = 0; k < views.length; k++) {
    const operand = operands[k];
    given.push(isBare(operand) ? Number(operand) : views[k]);
  }
  return given;
}

/** An in-place result must not lose its fraction: NumPy refuses `int32 /= ...` too (casting "same_kind"). */
function checkInPlace(name: string, target: View, result: Dtype): void {
  const rank = (dtype: Dtype) => (isFloat(dtype) ? 3 : ["bool", "uint8", "int32"].indexOf(dtype));
  if (rank(result) <= rank(target.dtype)) return;
  throw new TypeError(
    `${name}: the result is ${result} and does not fit into an array of ${target.dtype} in place; ` +
      `use the form that makes a new array, or x.astype("${result}") first`,
  );
}

/** True where reading `view` while writing `target` would read what was just written. */
function overlaps(view: View, target: View): boolean {
  const [a, b] = [memoryOf(view), memoryOf(target)];
  if (a.buffer !== b.buffer) return false;
  if (a.byteOffset >= b.byteOffset + b.byteLength || b.byteOffset >= a.byteOffset + a.byteLength) return false;
  const same =
    view.offset === target.offset && sameShape(view.shape, target.shape) && sameShape(view.stride, target.stride);
  return !same;
}

function copyOf(view: View): View {
  const out = wrap(allocate(view.dtype, view.size), view.dtype, [...view.shape]);
  runKernel("x", view.shape, walkOf(out, view.shape), [walkOf(view, view.shape)]);
  return out;
}

/** A bare number that the array's whole-number dtype cannot hold is refused, as in NumPy. */
export function checkScalars(name: string, operands: readonly Operand[], dtype: Dtype): void {
  if (dtype !== "uint8" && dtype !== "int32") return;
  const [low, high] = dtype === "uint8" ? [0, 255] : [-2147483648, 2147483647];
  for (const value of operands) {
    if (typeof value !== "number" || (value >= low && value <= high)) continue;
    throw new RangeError(`${name}: ${value} does not fit into ${dtype}; use x.astype("float64") first`);
  }
}

export function expressionOf(rule: Rule, dtype: Dtype): string {
  return typeof rule.expression === "string" ? rule.expression : rule.expression(dtype);
}

function scalarView(value: Bare, dtype: Dtype): View {
  const data: TypedArray = allocate(dtype === "bool" || dtype === "uint8" || dtype === "int32" ? "float64" : dtype, 1);
  data[0] = Number(value);
  return wrap(data, data instanceof Float32Array ? "float32" : "float64", []);
}

function commonShape(name: string, views: readonly View[]): number[] {
  if (views.length === 1) return [...views[0].shape];
  let shape = views[0].shape;
  for (let k = 1; k < views.length; k++) shape = broadcastShapes(name, shape, views[k].shape);
  return shape;
}

function stridesIn(view: View, shape: readonly number[]): readonly number[] {
  return sameShape(view.shape, shape) ? view.stride : broadcastStrides(view, shape);
}

export function walkOf(view: View, shape: readonly number[]): Walk {
  return { data: memoryOf(view), dtype: view.dtype, strides: stridesIn(view, shape), offset: view.offset };
}

/** True for arrays, false for numbers and lists. */
export function isArray(value: unknown): value is NdArray {
  return value instanceof View;
}
