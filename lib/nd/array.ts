import { ArithmeticMethods } from "./arithmetic-methods.ts";
import { cumsum } from "./cumulate.ts";
import * as place from "./extreme-place.ts";
import { repeat } from "./join.ts";
import { dot, matmul } from "./matmul.ts";
import { nonzero } from "./nonzero.ts";
import type { Operand } from "./operand.ts";
import type { Axis, AxisArgument, OverAxes } from "./reduce.ts";
import * as reduce from "./reduce.ts";
import { argsort, sort } from "./sort.ts";
import * as statistics from "./statistics.ts";

type VarianceAxis = OverAxes | { axis: Axis; keepdims?: boolean; ddof?: number };

/**
 * An array of numbers with any number of axes: a view of typed memory, after the npm package `ndarray`, with NumPy's methods.
 * Made by `nd.zeros([2, 3])`, `nd.array([[1, 2], [3, 4]])`, `random.randn(2, 3)` and so on.
 *
 * Elements one by one: `x.get(i, j)` and `x.set(i, j, value)`. Parts: `x.slice(0, ":", "1:3")`.
 * Arithmetic repeats axes of length 1 as NumPy does: `x.sub(x.mean({ axis: 0, keepdims: true }))`.
 *
 * @see https://numpy.org/doc/stable/reference/arrays.ndarray.html
 */
export abstract class NdArray extends ArithmeticMethods {
  /** The matrix product. @see https://numpy.org/doc/stable/reference/generated/numpy.matmul.html */
  matmul(y: Operand): NdArray {
    return matmul(this, y);
  }

  /** The matrix product, or the sum of products of two vectors. @see https://numpy.org/doc/stable/reference/generated/numpy.dot.html */
  dot(y: Operand): NdArray {
    return dot(this, y);
  }

  /** The sum of all elements: a number. With an axis: an array. @see https://numpy.org/doc/stable/reference/generated/numpy.sum.html */
  sum(): number;
  sum(axis: OverAxes): NdArray;
  sum(axis?: AxisArgument): NdArray | number;
  sum(axis?: AxisArgument): NdArray | number {
    return reduce.sum(this, axis);
  }

  /** The product of all elements: a number. With an axis: an array. @see https://numpy.org/doc/stable/reference/generated/numpy.prod.html */
  prod(): number;
  prod(axis: OverAxes): NdArray;
  prod(axis?: AxisArgument): NdArray | number;
  prod(axis?: AxisArgument): NdArray | number {
    return reduce.prod(this, axis);
  }

  /** The largest element: a number. With an axis: an array. @see https://numpy.org/doc/stable/reference/generated/numpy.max.html */
  max(): number;
  max(axis: OverAxes): NdArray;
  max(axis?: AxisArgument): NdArray | number;
  max(axis?: AxisArgument): NdArray | number {
    return reduce.max(this, axis);
  }

  /** The smallest element: a number. With an axis: an array. @see https://numpy.org/doc/stable/reference/generated/numpy.min.html */
  min(): number;
  min(axis: OverAxes): NdArray;
  min(axis?: AxisArgument): NdArray | number;
  min(axis?: AxisArgument): NdArray | number {
    return reduce.min(this, axis);
  }

  /** Whether any element is not 0. With an axis: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.any.html */
  any(): boolean;
  any(axis: OverAxes): NdArray;
  any(axis?: AxisArgument): NdArray | boolean;
  any(axis?: AxisArgument): NdArray | boolean {
    return reduce.any(this, axis);
  }

  /** Whether all elements are not 0. With an axis: a bool array. @see https://numpy.org/doc/stable/reference/generated/numpy.all.html */
  all(): boolean;
  all(axis: OverAxes): NdArray;
  all(axis?: AxisArgument): NdArray | boolean;
  all(axis?: AxisArgument): NdArray | boolean {
    return reduce.all(this, axis);
  }

  /** The mean of all elements: a number. With an axis: an array. @see https://numpy.org/doc/stable/reference/generated/numpy.mean.html */
  mean(): number;
  mean(axis: OverAxes): NdArray;
  mean(axis?: AxisArgument): NdArray | number;
  mean(axis?: AxisArgument): NdArray | number {
    return statistics.mean(this, axis);
  }

  /** The variance: the mean squared distance from the mean. @see https://numpy.org/doc/stable/reference/generated/numpy.var.html */
  var(): number;
  var(axis: VarianceAxis): NdArray;
  var(axis?: AxisArgument): NdArray | number;
  var(axis?: AxisArgument): NdArray | number {
    return statistics.variance(this, axis);
  }

  /** The standard deviation: the root of the variance. @see https://numpy.org/doc/stable/reference/generated/numpy.std.html */
  std(): number;
  std(axis: VarianceAxis): NdArray;
  std(axis?: AxisArgument): NdArray | number;
  std(axis?: AxisArgument): NdArray | number {
    return statistics.std(this, axis);
  }

  /** The place of the largest element. @see https://numpy.org/doc/stable/reference/generated/numpy.argmax.html */
  argmax(): number;
  argmax(axis: number): NdArray;
  argmax(axis?: number): NdArray | number {
    return axis === undefined ? place.argmax(this) : place.argmax(this, axis);
  }

  /** The place of the smallest element. @see https://numpy.org/doc/stable/reference/generated/numpy.argmin.html */
  argmin(): number;
  argmin(axis: number): NdArray;
  argmin(axis?: number): NdArray | number {
    return axis === undefined ? place.argmin(this) : place.argmin(this, axis);
  }

  /** Running sums, over all elements in a row or along an axis. @see https://numpy.org/doc/stable/reference/generated/numpy.cumsum.html */
  cumsum(axis?: number): NdArray {
    return cumsum(this, axis);
  }

  /** The elements in ascending order along an axis (the last), as a copy. @see https://numpy.org/doc/stable/reference/generated/numpy.sort.html */
  sort(axis = -1): NdArray {
    return sort(this, axis);
  }

  /** The places that would sort the elements along an axis (the last). @see https://numpy.org/doc/stable/reference/generated/numpy.argsort.html */
  argsort(axis = -1): NdArray {
    return argsort(this, axis);
  }

  /** For each axis the places of the elements that are not 0. @see https://numpy.org/doc/stable/reference/generated/numpy.nonzero.html */
  nonzero(): NdArray[] {
    return nonzero(this);
  }

  /** Each element several times. @see https://numpy.org/doc/stable/reference/generated/numpy.repeat.html */
  repeat(times: number | readonly number[], axis?: number): NdArray {
    return repeat(this, times, axis);
  }
}
