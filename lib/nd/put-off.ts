import { type Floats, Value, type Workshop, workshop } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import { broadcastStrides } from "./broadcast.ts";
import { type Dtype, isFloat } from "./dtype.ts";
import type { EngineOperand } from "./in-engine.ts";
import { wrap } from "./make.ts";
import { stepOf } from "./map-kernels.ts";
import { memoryOrder } from "./residents.ts";
import { isContiguous, sameShape, sizeOf, stridesOf } from "./shape.ts";
import { unfilled } from "./unfilled.ts";
import { arrayOf, heldBy, LARGE, MIDDLE, memoryOf, ValueHome } from "./value-home.ts";
import type { View } from "./view.ts";

/** Steps of expressions over large arrays: put off until someone wants the elements, then done in one pass. */

/** Elements of a row for which a repeated operand is worth a program's blocks. */
const ROW = 64;

/** An operand that lies in JavaScript's memory is copied where the result has so many times more elements; else the step is done now. */
const COPIED = 16;

type FloatDtype = "float64" | "float32";

interface Along {
  value: Value;
  along: "all" | "columns" | "rows";
  columns: number | undefined;
  /** True where the value shows memory that anyone may write to. */
  borrowed: boolean;
}

/**
 * An elementwise step as a value; undefined where it is none for us.
 * @param shape the common shape of the operands
 */
function stepValue(
  expression: string,
  computed: Dtype,
  returned: Dtype,
  shape: readonly number[],
  operands: readonly EngineOperand[],
): { shop: Workshop; value: Value; stride: readonly number[] } | undefined {
  const [size, step] = [sizeOf(shape), stepOf(expression)];
  if (size < LARGE || step === undefined || !isFloat(computed) || (returned !== computed && returned !== "bool"))
    return undefined;
  const stride = commonStrides(shape, operands);
  const shop = stride && workshop();
  if (!stride || !shop) return undefined;
  shop.tidy();
  const given: (Along | number)[] = [];
  for (const operand of operands) {
    const one = operandOf(shop, operand, shape, stride, computed as FloatDtype);
    if (one === undefined) return undefined;
    given.push(one);
  }
  const arrays = given.filter((operand): operand is Along => typeof operand !== "number");
  const columns = arrays.find((operand) => operand.columns !== undefined)?.columns;
  if (arrays.some((operand) => operand.columns !== undefined && operand.columns !== columns)) return undefined;
  const value = shop.step(returned as FloatDtype | "bool", size, {
    step,
    operands: given,
    computed: computed as FloatDtype,
    columns,
  });
  if (arrays.some(({ borrowed }) => borrowed)) shop.memoryOf(value);
  return { shop, value, stride };
}

/** How the result lies in memory: as the operands of its size do, which must agree. */
function commonStrides(shape: readonly number[], operands: readonly EngineOperand[]): readonly number[] | undefined {
  const size = sizeOf(shape);
  const full = operands.filter((operand): operand is View => typeof operand !== "number" && operand.size === size);
  if (full.every((view) => isContiguous(view.shape, view.stride))) return stridesOf(shape);
  const { stride } = full[0];
  const agree = full.every((view) => sameShape(view.shape, shape) && sameShape(view.stride, stride));
  return agree && memoryOrder(full[0]) ? stride : undefined;
}

function operandOf(
  shop: Workshop,
  operand: EngineOperand,
  shape: readonly number[],
  stride: readonly number[],
  computed: FloatDtype,
): Along | number | undefined {
  if (typeof operand === "number") return operand;
  if (operand.size === 1) return memoryOf(operand)[operand.offset];
  if (operand.size === sizeOf(shape)) return alongAll(shop, operand, computed);
  return isContiguous(shape, stride) ? alongSome(shop, operand, shape, computed) : undefined;
}

function alongAll(shop: Workshop, view: View, computed: FloatDtype): Along | undefined {
  const { dtype } = view;
  if (dtype !== computed && dtype !== "bool") return undefined;
  const held = heldBy(view);
  const value = held ?? shop.over(dtype, denseOf(view));
  return { value, along: "all", columns: undefined, borrowed: held === undefined };
}

/** The elements of a view that lies dense. */
function denseOf(view: View): Float64Array | Float32Array | Uint8Array {
  return memoryOf(view).subarray(view.offset, view.offset + view.size) as Float64Array;
}

/** An operand that is repeated for every row, or for every column, of the last axes. */
function alongSome(shop: Workshop, view: View, shape: readonly number[], computed: FloatDtype): Along | undefined {
  if (view.dtype !== computed || !isContiguous(view.shape, view.stride)) return undefined;
  const strides = broadcastStrides(view, shape);
  const repeats = shape.map((length, axis) => length > 1 && strides[axis] === 0);
  const along = repeats[0] || shape[0] === 1 ? "columns" : "rows";
  const first = repeats.indexOf(true);
  const last = repeats.lastIndexOf(true);
  const edge = along === "columns" ? last + 1 : first;
  const clean = repeats.every(
    (repeated, axis) => shape[axis] === 1 || (repeated === (along === "columns")) === axis < edge,
  );
  const columns = sizeOf(shape.slice(edge));
  if (!clean || columns < ROW) return undefined;
  const held = heldBy(view);
  const copies = COPIED * view.size <= sizeOf(shape);
  const value = held ?? shop.over(computed, copies ? denseOf(view).slice() : denseOf(view));
  return { value, along, columns, borrowed: held === undefined && !copies };
}

/** Puts an elementwise step over large arrays off; undefined where that is not for us. */
export function applyPutOff(
  expression: string,
  computed: Dtype,
  returned: Dtype,
  shape: number[],
  operands: readonly EngineOperand[],
): NdArray | undefined {
  const made = stepValue(expression, computed, returned, shape, operands);
  return made && arrayOf(made.shop, made.value, returned, shape, made.stride);
}

/** The same for a step that is written into an array whose elements nobody has read; false where that is not for us. */
export function applyIntoPutOff(
  expression: string,
  computed: Dtype,
  returned: Dtype,
  target: View,
  operands: readonly EngineOperand[],
): boolean {
  const { residence } = target;
  if (!heldBy(target) || !(residence instanceof ValueHome) || returned !== target.dtype) return false;
  const made = stepValue(expression, computed, returned, target.shape, operands);
  if (!made || !sameShape(made.stride, target.stride)) return false;
  residence.replace(made.value);
  return true;
}

/** The sum of all elements of a large array, as NumPy adds them up; undefined where that is not for us. */
export function sumPutOff(view: View): number | undefined {
  if (view.size < LARGE || !isFloat(view.dtype) || !memoryOrder(view)) return undefined;
  const shop = workshop();
  return shop?.sum(heldBy(view) ?? shop.over(view.dtype as FloatDtype, denseOf(view)));
}

/**
 * An array all of whose elements the caller writes at once to its `memoryOf`, C-contiguous where no strides are given; middle-sized and
 * large ones of floats lie in memory that is used again. It is an operation: what `memoryOf` gave before may be gone.
 */
export function fresh(dtype: Dtype, shape: number[], stride?: readonly number[]): NdArray {
  const size = sizeOf(shape);
  const bytes = dtype === "float64" ? 8 * size : dtype === "float32" ? 4 * size : 0;
  const shop = bytes >= MIDDLE ? workshop() : undefined;
  if (shop) return arrayOf(shop, shop.room(dtype as FloatDtype, size), dtype, shape, stride);
  return wrap(unfilled(dtype, size), dtype, shape, stride && [...stride]);
}

/** The same, written by `work`, which asks for the memory of other arrays itself. */
export function written(dtype: Dtype, shape: number[], work: (out: Floats) => void): NdArray {
  const out = fresh(dtype, shape);
  work(memoryOf(out) as Floats);
  return out;
}

/**
 * A C-contiguous array of floats that `work` writes when someone wants it; undefined where there are no kernels.
 * @param sources values, or memory that nobody writes to any more: `work` gets their elements, in this order
 */
export function writtenLater(
  dtype: Dtype,
  shape: number[],
  sources: readonly (Value | Floats)[],
  work: (out: Floats, sources: Floats[]) => void,
): NdArray | undefined {
  const shop = workshop();
  if (!shop) return undefined;
  shop.tidy();
  const held = sources.filter((source): source is Value => source instanceof Value);
  const value = shop.later(dtype as FloatDtype, sizeOf(shape), held, (out) => {
    const memory = sources.map((source) => (source instanceof Value ? shop.memoryOf(source) : source));
    work(out as Floats, memory as Floats[]);
  });
  return arrayOf(shop, value, dtype, shape);
}
