/** Shapes, strides and axes: the arithmetic below every array function. */

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Strides, in elements, of a C-contiguous array. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

/** Strides of a dense array whose axes lie in memory in this order, slowest first. */
export function stridesInOrder(shape: readonly number[], order: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    strides[order[k]] = step;
    step *= shape[order[k]];
  }
  return strides;
}

/** A shape as Python writes it: `(2, 3)`, `(4,)`, `()`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** True where the elements lie one after the other in C order. */
export function isContiguous(shape: readonly number[], stride: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 0) return true;
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis];
  }
  return true;
}

/** An axis between 0 and ndim - 1; negative ones count from the end. */
export function checkAxis(name: string, axis: number, shape: readonly number[]): number {
  const ndim = shape.length;
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim) {
    const range = ndim === 0 ? "it has no axes" : `axes go from ${-ndim} to ${ndim - 1}`;
    throw new RangeError(`${name}: axis ${axis} does not exist in an array of shape ${shapeText(shape)} (${range})`);
  }
  return axis < 0 ? axis + ndim : axis;
}

/** Several axes, each checked, none twice. */
export function checkAxes(name: string, axes: number | readonly number[], shape: readonly number[]): number[] {
  const list = (typeof axes === "number" ? [axes] : axes).map((axis) => checkAxis(name, axis, shape));
  if (new Set(list).size !== list.length) throw new RangeError(`${name}: an axis is named twice in [${axes}]`);
  return list;
}

/** Numbers given one by one or as one array: `reshape(2, 3)` and `reshape([2, 3])`. */
export function listOf(name: string, given: readonly (number | readonly number[])[]): number[] {
  const list = (given.length === 1 && typeof given[0] !== "number" ? given[0] : given) as readonly number[];
  for (const value of list) {
    if (!Number.isInteger(value)) throw new TypeError(`${name}: expected whole numbers, got ${String(value)}`);
  }
  return [...list];
}

/** A shape argument: `3` or `[2, 3]`, no negative length. */
export function shapeOf(name: string, shape: number | readonly number[]): number[] {
  const list = listOf(name, [shape]);
  if (list.some((length) => length < 0)) throw new RangeError(`${name}: negative length in shape ${shapeText(list)}`);
  return list;
}
