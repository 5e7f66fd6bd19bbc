import { nativeKernels } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import { allocate, type Dtype, isFloat, promoteScalar } from "./dtype.ts";
import { checkScalars, expressionOf, type Rule } from "./elementwise.ts";
import { kernelOf } from "./kernels.ts";
import { wrap } from "./make.ts";
import { type Looped, mapByKernels, stepOf, WORTH } from "./map-kernels.ts";
import type { Operand } from "./operand.ts";
import { fresh } from "./put-off.ts";
import { isContiguous, sameShape, sizeOf } from "./shape.ts";
import { isNear, memoryOf } from "./value-home.ts";
import { View } from "./view.ts";

/** Beyond, the engine may be faster: sooner for a function that takes a loop ten times as long as an addition. */
const SMALL = 8192;
const SMALL_SLOW = 3200;

/**
 * The commonest small cases, without the lists that the general way makes: a dense array alone, with another of its shape
 * and dtype, or with a bare number. Undefined for all others.
 */
export function applySmall(rule: Rule, operands: readonly Operand[]): NdArray | undefined {
  const [x, y] = operands;
  if (operands.length > 2 || !(x instanceof View) || !isNear(x) || !isContiguous(x.shape, x.stride)) return undefined;
  const size = sizeOf(x.shape);
  if (size >= SMALL || (size >= SMALL_SLOW && isSlow(rule.name))) return undefined;
  if (operands.length === 1) return run(rule, x, size, x.dtype, undefined);
  if (typeof y === "number") {
    const dtype = promoteScalar(x.dtype, y);
    return dtype === x.dtype ? run(rule, x, size, dtype, y, operands) : undefined;
  }
  if (!(y instanceof View) || y.dtype !== x.dtype || !isNear(y) || !sameShape(x.shape, y.shape)) return undefined;
  return isContiguous(y.shape, y.stride) ? run(rule, x, size, x.dtype, y) : undefined;
}

/** Our own kernels have exp and tanh, but no logarithm. */
function isSlow(name: string): boolean {
  return name === "log" || ((name === "exp" || name === "tanh") && !nativeKernels());
}

function run(
  rule: Rule,
  x: View,
  size: number,
  dtype: Dtype,
  y: View | number | undefined,
  operands: readonly Operand[] = [],
): NdArray {
  const computed = rule.computes ? rule.computes(dtype) : dtype;
  if (!rule.returns) checkScalars(rule.name, operands, computed);
  const returned = rule.returns ? rule.returns(computed) : computed;
  const expression = expressionOf(rule, computed);
  if (size >= WORTH && returned === x.dtype) {
    const out = mapped(expression, x, size, y);
    if (out) return out;
  }
  const out = allocate(returned, size);
  const data = memoryOf(x);
  if (y === undefined) {
    kernelOf(expression, returned, x.dtype)(1, size, out, 0, 0, 1, data, x.offset, 0, 1);
  } else if (typeof y === "number") {
    const value = allocate("float64", 1);
    value[0] = computed === "float32" ? Math.fround(y) : y;
    kernelOf(expression, returned, x.dtype, "float64")(1, size, out, 0, 0, 1, data, x.offset, 0, 1, value, 0, 0, 0);
  } else {
    const kernel = kernelOf(expression, returned, x.dtype, y.dtype);
    kernel(1, size, out, 0, 0, 1, data, x.offset, 0, 1, memoryOf(y), y.offset, 0, 1);
  }
  return wrap(out, returned, [...x.shape]);
}

/** The step by our own kernels; undefined where the compiled loops should do it. */
function mapped(expression: string, x: View, size: number, y: View | number | undefined): NdArray | undefined {
  const { dtype } = x;
  if (stepOf(expression) === undefined || !isFloat(dtype) || !nativeKernels()) return undefined;
  const made = fresh(dtype, [...x.shape]);
  const walks: Looped[] = [
    { data: memoryOf(made), dtype, offset: 0, outer: 0, inner: 1 },
    { data: memoryOf(x), dtype, offset: x.offset, outer: 0, inner: 1 },
  ];
  if (typeof y === "number") {
    const value = allocate(dtype, 1);
    value[0] = y;
    walks.push({ data: value, dtype, offset: 0, outer: 0, inner: 0 });
  } else if (y) {
    walks.push({ data: memoryOf(y), dtype, offset: y.offset, outer: 0, inner: 1 });
  }
  mapByKernels(expression, 1, size, walks);
  return made;
}
