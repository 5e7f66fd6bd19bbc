import type { NdArray } from "./array.ts";
import { broadcastShapes, broadcastTo } from "./broadcast.ts";
import { type Dtype, floatingOf, promote } from "./dtype.ts";
import { allocated, viewOf, wrap } from "./make.ts";
import { matmulInEngine } from "./matmul-engine.ts";
import { matmulByKernels } from "./matmul-kernels.ts";
import { type Floats, matmulLoops } from "./matmul-loops.ts";
import { matmulSmall } from "./matmul-small.ts";
import { contiguous, type Operand, toNdArray } from "./operand.ts";
import { reshape, swapaxes } from "./reshape.ts";
import { isContiguous, shapeText, sizeOf } from "./shape.ts";
import { memoryOf } from "./value-home.ts";

/** Whole numbers are multiplied in float64 and come back as they were. */
function common(a: NdArray, b: NdArray): { computed: "float64" | "float32"; returned: Dtype } {
  const returned = promote(a.dtype, b.dtype);
  return { computed: floatingOf(returned), returned };
}

/**
 * The matrix product over the last two axes; axes before them are repeated to a common shape; a vector stands for a row
 * on the left and for a column on the right. Two vectors give a 0-d array: read it with `item()` or use `dot`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.matmul.html
 */
export function matmul(x: Operand, y: Operand): NdArray {
  const [a, b] = [toNdArray(x), toNdArray(y)];
  if (a.shape.length === 0 || b.shape.length === 0) {
    throw new RangeError(
      `matmul: expected two arrays, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}; use mul`,
    );
  }
  checkInner("matmul", a, b, b.shape.length === 1 ? 0 : b.shape.length - 2);
  const left = a.shape.length === 1 ? reshape(a, [1, -1]) : a;
  const right = b.shape.length === 1 ? reshape(b, [-1, 1]) : b;
  const out = batched(left, right);
  const shape = [...out.shape];
  if (b.shape.length === 1) shape.pop();
  if (a.shape.length === 1) shape.splice(shape.length - (b.shape.length === 1 ? 1 : 2), 1);
  return shape.length === out.shape.length ? out : reshape(out, shape);
}

function checkInner(name: string, a: NdArray, b: NdArray, axis: number): void {
  const inner = a.shape.length - 1;
  if (a.shape[inner] === b.shape[axis]) return;
  throw new RangeError(
    `${name}: shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} do not fit together: ` +
      `axis ${inner} of the first has length ${a.shape[inner]}, axis ${axis} of the second ${b.shape[axis]}`,
  );
}

/** One side of a product as the engine wants it: dense memory, and whether each matrix lies transposed. */
interface Side {
  memory: Floats;
  transposed: boolean;
}

/** The memory of (batch..., rows, columns) without a copy where it lies dense, also transposed. */
function sideOf(view: NdArray, batch: readonly number[], dtype: "float64" | "float32"): Side {
  const [rows, columns] = view.shape.slice(-2);
  const full = [...batch, rows, columns];
  const typed = broadcastTo(view.dtype === dtype ? view : toNdArray(view, dtype), full);
  const turned = swapaxes(typed, -1, -2);
  const transposed = !isContiguous(full, typed.stride) && isContiguous(turned.shape, turned.stride);
  const dense = transposed ? turned : contiguous(typed);
  return { memory: memoryOf(dense).subarray(dense.offset, dense.offset + dense.size) as Floats, transposed };
}

function batched(a: NdArray, b: NdArray): NdArray {
  const [m, k, n] = [a.shape[a.shape.length - 2], a.shape[a.shape.length - 1], b.shape[b.shape.length - 1]];
  const { computed, returned } = common(a, b);
  const small = matmulSmall(a, b, computed);
  if (small) return toNdArray(small, returned);
  const batch = broadcastShapes("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (b.shape.length === 2 && a.shape.length > 2) {
    return reshape(batched(reshape(a, [-1, k]), b), [...batch, m, n]);
  }
  const shape = [...batch, m, n];
  const native = matmulByKernels(a, b, computed) ?? matmulInEngine(a, b, computed, shape);
  if (native) return toNdArray(native, returned);
  const times = sizeOf(batch);
  if (times * m * k * n === 0) return allocated(returned, shape);
  const [left, right] = [sideOf(a, batch, computed), sideOf(b, batch, computed)];
  const size = { m, k, n, transposeA: left.transposed, transposeB: right.transposed, batch: times };
  const product = matmulLoops(left.memory, right.memory, size);
  return toNdArray(wrap(product, computed, shape), returned);
}

/**
 * The product of two matrices, of a matrix and a vector, of two vectors (a number), or by a number: the sum over the last axis
 * of x and the last but one of y.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.dot.html
 */
export function dot(x: Operand, y: Operand): NdArray {
  const [a, b] = [toNdArray(x), toNdArray(y)];
  if (a.shape.length === 0 || b.shape.length === 0) return a.mul(b);
  if (b.shape.length <= 2) {
    checkInner("dot", a, b, b.shape.length === 1 ? 0 : b.shape.length - 2);
    if (a.shape.length <= 2) return matmul(a, b);
    const flat = matmul(reshape(a, [-1, a.shape[a.shape.length - 1]]), b);
    return reshape(flat, [...a.shape.slice(0, -1), ...b.shape.slice(1)]);
  }
  return dotMany(a, b);
}

/** y with more than two axes: its last but one goes first, the rest is flattened. */
function dotMany(a: NdArray, b: NdArray): NdArray {
  const inner = b.shape.length - 2;
  checkInner("dot", a, b, inner);
  const k = b.shape[inner];
  const order = [inner, ...b.shape.map((_, axis) => axis).filter((axis) => axis !== inner)];
  const rest = order.slice(1).map((axis) => b.shape[axis]);
  const flat = matmul(reshape(a, [-1, k]), reshape(b.transpose(order), [k, -1]));
  return reshape(flat, [...a.shape.slice(0, -1), ...rest]);
}

/** All products of an element of x with an element of y, flattened. @see https://numpy.org/doc/stable/reference/generated/numpy.outer.html */
export function outer(x: Operand, y: Operand): NdArray {
  const [a, b] = [reshape(x, [-1, 1]), reshape(y, [1, -1])];
  return a.mul(b);
}

/** The sum of the diagonal of a matrix. @see https://numpy.org/doc/stable/reference/generated/numpy.trace.html */
export function trace(x: Operand): number {
  return diagonal(x).sum();
}

/** The diagonal of the first two axes, as a view. @see https://numpy.org/doc/stable/reference/generated/numpy.diagonal.html */
export function diagonal(x: Operand): NdArray {
  const a = toNdArray(x);
  if (a.shape.length < 2) throw new RangeError(`diagonal: expected two axes or more, got shape ${shapeText(a.shape)}`);
  const n = Math.min(a.shape[0], a.shape[1]);
  return viewOf(a, [...a.shape.slice(2), n], [...a.stride.slice(2), a.stride[0] + a.stride[1]], a.offset);
}
