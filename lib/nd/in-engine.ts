import { EngineArray, nativeEngine, nativeKernels, type Tensors } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import { type Dtype, isFloat } from "./dtype.ts";
import type { Rule } from "./elementwise.ts";
import { resident, viewOf } from "./make.ts";
import { isInside, memoryOrder, resultOf, tensorOf } from "./residents.ts";
import { isContiguous, sameShape, sizeOf } from "./shape.ts";
import type { View } from "./view.ts";

/** Elementwise work and reductions that the engine does, and when it is worth a call: figures of bench/elementwise.ts. */

/** The library's name of a rule, and nanoseconds per element in TypeScript. */
interface Operation {
  name: string;
  cost: number;
}

const exact = (name: string): Operation => ({ name, cost: 1.2 });
const slow = (name: string): Operation => ({ name, cost: 8 });

const OPERATIONS: Record<string, Operation> = {
  add: exact("AddV2"),
  subtract: exact("Sub"),
  multiply: exact("Mul"),
  divide: exact("RealDiv"),
  negative: exact("Neg"),
  maximum: exact("Maximum"),
  minimum: exact("Minimum"),
  square: exact("Square"),
  abs: exact("Abs"),
  sqrt: { name: "Sqrt", cost: 2 },
  exp: slow("Exp"),
  log: slow("Log"),
  tanh: slow("Tanh"),
  greater: exact("Greater"),
  greaterEqual: exact("GreaterEqual"),
  less: exact("Less"),
  lessEqual: exact("LessEqual"),
};

/** A call must replace so much work on elements that are inside already. */
const WORTH_INSIDE = 10_000;

/** Where elements must be brought in first: for quick and for slow operations. */
const WORTH_BRINGING = { quick: 40_000, slow: 25_000 };

/** The same where our own kernels can do the work on arrays that are at home: with more elements. */
const WORTH_BRINGING_BESIDE_KERNELS = { quick: 75_000, slow: 500_000 };

/** An operand: an array, or a bare number. */
export type EngineOperand = View | number;

/**
 * Applies a rule in the engine; undefined where TypeScript should do it.
 * @param rule its name and the expression that it computes
 * @param computed the dtype to compute in
 * @param returned the dtype of the result
 * @param shape the common shape of the operands
 */
export function applyInEngine(
  rule: Rule,
  computed: Dtype,
  returned: Dtype,
  shape: number[],
  operands: readonly EngineOperand[],
): NdArray | undefined {
  const operation = operationOf(rule, operands);
  if (!operation || !isFloat(computed) || !isWorthIt(operation, sizeOf(shape), operands)) return undefined;
  if (isLight(operation, computed, returned, operands)) return applyLater(operation, computed, operands);
  const order = commonOrder(shape, operands);
  return nativeEngine(operation.cost * sizeOf(shape))?.compute(computed, (tensors) => {
    if (!order) return resultOf(tensors, run(tensors, operation, operands), shape, returned);
    const lying = order.map((axis) => shape[axis]);
    const turned = operands.map((operand) => (typeof operand === "number" ? operand : turn(operand, order)));
    return turnBack(resultOf(tensors, run(tensors, operation, turned), lying, returned), order);
  });
}

/** From this many elements on, a step of an expression with a bare number or of one argument is made with the next step. */
const LIGHT = 65_536;

/** True for a quick operation on one large array that lives inside, and bare numbers. */
function isLight(operation: Operation, computed: Dtype, returned: Dtype, operands: readonly EngineOperand[]): boolean {
  if (operation.cost > 2 || computed !== returned) return false;
  const [view, ...others] = operands.filter((operand): operand is View => typeof operand !== "number");
  if (others.length > 0 || !view || view.size < LIGHT || view.dtype !== computed || !isInside(view)) return false;
  const home = view.residence as EngineArray;
  return view.offset === 0 && view.size === sizeOf(home.shape) && memoryOrder(view) !== undefined;
}

/** The result as something to be made when it is used, of what its operand is made of; it lies in memory as the operand. */
function applyLater(operation: Operation, computed: Dtype, operands: readonly EngineOperand[]): NdArray | undefined {
  const place = operands.findIndex((operand) => typeof operand !== "number");
  const view = operands[place] as View;
  const home = view.residence as EngineArray;
  return nativeEngine(0)?.compute(computed, (tensors) => {
    const later = home.later ?? {
      recipe: (_: Tensors, [id]: readonly number[]) => id,
      sources: [home.id as number],
      steps: 0,
    };
    const recipe = (at: Tensors, sources: readonly number[]) => {
      const source = later.recipe(at, sources);
      const inputs = operands.map((operand) => (typeof operand === "number" ? at.scalar(operand) : source));
      return at.run(operation.name, isUnary(operation) ? [source] : inputs);
    };
    const sources = later.sources.map((id) => tensors.alias(id));
    const whole = resident(tensors.holdLater(sources, home.shape, recipe, later.steps + 1), computed, [...home.shape]);
    return viewOf(whole, [...view.shape], [...view.stride], 0);
  });
}

function isUnary({ name }: Operation): boolean {
  return name === "Square" || name === "Sqrt" || name === "Neg" || name === "Abs";
}

/**
 * The order of axes in which the operands lie in memory, where they agree and it is not C order: results then lie so too,
 * as NumPy's do, and nothing is moved.
 */
function commonOrder(shape: readonly number[], operands: readonly EngineOperand[]): number[] | undefined {
  const size = sizeOf(shape);
  const full = operands.filter((operand): operand is View => typeof operand !== "number" && operand.size === size);
  const order = full.length > 0 ? memoryOrder(full[0]) : undefined;
  if (!order || order.length !== shape.length || order.every((axis, place) => axis === place)) return undefined;
  const agrees = (view: View) => view.shape.length === order.length && sameShape(memoryOrder(view) ?? [], order);
  return full.every(agrees) ? order : undefined;
}

/** The axes of an operand in another order; axes that it lacks come first with length 1, as in broadcasting. */
function turn(view: View, order: readonly number[]): View {
  const missing = order.length - view.shape.length;
  const shape = [...new Array<number>(missing).fill(1), ...view.shape];
  const stride = [...new Array<number>(missing).fill(0), ...view.stride];
  return viewOf(
    view,
    order.map((axis) => shape[axis]),
    order.map((axis) => stride[axis]),
    view.offset,
  );
}

function turnBack(array: NdArray, order: readonly number[]): NdArray {
  return array.transpose(order.map((_, axis) => order.indexOf(axis)));
}

/** Applies a rule and writes into an array that lives in the engine; false where TypeScript should do it. */
export function applyIntoEngine(
  rule: Rule,
  computed: Dtype,
  target: View,
  operands: readonly EngineOperand[],
): boolean {
  const operation = operationOf(rule, operands);
  const home = target.residence;
  if (!operation || computed !== target.dtype || !isInside(target) || !(home instanceof EngineArray)) return false;
  if (!sameShape(target.shape, home.shape) || !isContiguous(target.shape, target.stride)) return false;
  if (operands.some((operand) => typeof operand !== "number" && operand.size > target.size)) return false;
  const done = nativeEngine(0)?.compute(computed, (tensors) => {
    const id = run(tensors, operation, operands);
    tensors.release(id);
    home.replace(id);
    return true;
  });
  return done ?? false;
}

/** Powers that NumPy computes by shorter ways are those ways here too. */
function operationOf(rule: Rule, operands: readonly EngineOperand[]): Operation | undefined {
  if (rule.name !== "power") return OPERATIONS[rule.name];
  return operands[1] === 2 ? OPERATIONS.square : operands[1] === 0.5 ? OPERATIONS.sqrt : undefined;
}

function isWorthIt({ name, cost }: Operation, size: number, operands: readonly EngineOperand[]): boolean {
  const nanoseconds = cost * size;
  if (nanoseconds < WORTH_INSIDE) return false; // before the kernels are loaded to be asked
  const atHome = nativeKernels() !== undefined && name !== "Log";
  const worth = atHome ? WORTH_BRINGING_BESIDE_KERNELS : WORTH_BRINGING;
  if (nanoseconds >= (cost > 2 ? worth.slow : worth.quick)) return true;
  return nanoseconds >= WORTH_INSIDE && operands.some((operand) => typeof operand !== "number" && isInside(operand));
}

function run(tensors: Tensors, { name }: Operation, operands: readonly EngineOperand[]): number {
  const used = isUnary({ name, cost: 0 }) ? operands.slice(0, 1) : operands;
  const inputs = used.map((operand) =>
    typeof operand === "number" ? tensors.scalar(operand) : tensorOf(tensors, operand),
  );
  return tensors.run(name, inputs);
}

/** Reductions of arrays that live in the engine: over the marked axes, which go away. Undefined where TypeScript should do it. */
export function reduceInEngine(
  name: string,
  view: View,
  marks: readonly boolean[],
  keepdims: boolean,
): NdArray | undefined {
  const order = memoryOrder(view);
  if (!order || !isInside(view) || !isFloat(view.dtype) || view.size === 0) return undefined;
  const axes = order.flatMap((axis, place) => (marks[axis] ? [place] : []));
  const lying = order.map((axis) => (marks[axis] ? 1 : view.shape[axis]));
  const kept = nativeEngine(0)?.compute(view.dtype, (tensors) => {
    return resultOf(tensors, tensors.reduce(name, tensorOf(tensors, turn(view, order)), axes, true), lying);
  });
  if (!kept) return undefined;
  const back = turnBack(kept, order);
  return keepdims ? back : back.reshape(view.shape.filter((_, axis) => !marks[axis]));
}
