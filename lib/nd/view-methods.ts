import type ndarray from "ndarray";
import type { NdArray } from "./array.ts";
import { assign } from "./assign.ts";
import { array } from "./create.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { wrap } from "./make.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { addAt, put, slice } from "./pick.ts";
import { toText } from "./print.ts";
import { expandDims, ravel, reshape, squeeze, swapaxes, transpose } from "./reshape.ts";
import { listOf, shapeText } from "./shape.ts";
import type { Index } from "./slice.ts";
import { View } from "./view.ts";

const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");
const nodeInspect: unique symbol = Symbol.for("nodejs.util.inspect.custom");

type NestedNumbers = number | boolean | NestedNumbers[];

/** Shapes, parts and copies, as methods. */
export abstract class ViewMethods extends View {
  /**
   * Part of the array. Each entry: a number (drops the axis), `"1:5"`, `"::2"`, `":"`, `"..."`, null (new axis), or an array or list of
   * places or booleans (a copy). `x.slice(0, ":", "1:3")`
   * @see https://numpy.org/doc/stable/user/basics.indexing.html
   */
  slice(...index: Index[]): NdArray {
    return slice(this, ...index);
  }

  /** Writes values into the array in place, repeated to its shape: `x.slice(0).assign(1)` is NumPy's `x[0] = 1`. */
  assign(values: Operand): NdArray {
    assign(this, values);
    return this as unknown as NdArray;
  }

  /** Writes values at an index, as NumPy's `x[rows, columns] = values`: `x.put([rows, columns], values)`. */
  put(index: Index | readonly Index[], values: Operand): NdArray {
    put(this, index, values);
    return this as unknown as NdArray;
  }

  /** Adds values at an index; places named twice get both, as np.add.at. */
  addAt(index: Index | readonly Index[], values: Operand): NdArray {
    addAt(this, index, values);
    return this as unknown as NdArray;
  }

  /** The elements in another shape; one length may be -1. @see https://numpy.org/doc/stable/reference/generated/numpy.reshape.html */
  reshape(...shape: (number | readonly number[])[]): NdArray {
    return reshape(this, listOf("reshape", shape));
  }

  /** The axes in another order, reversed where none is given. @see https://numpy.org/doc/stable/reference/generated/numpy.transpose.html */
  transpose(...axes: (number | readonly number[])[]): NdArray {
    return transpose(this, axes.length === 0 ? undefined : listOf("transpose", axes));
  }

  /** The array with its axes reversed: a view. */
  get T(): NdArray {
    return transpose(this);
  }

  /** Two axes exchanged: a view. */
  swapaxes(first: number, second: number): NdArray {
    return swapaxes(this, first, second);
  }

  /** A new axis of length 1 at a place: a view. */
  expandDims(axis: number): NdArray {
    return expandDims(this, axis);
  }

  /** Axes of length 1 taken away: a view. */
  squeeze(axis?: number | readonly number[]): NdArray {
    return squeeze(this, axis);
  }

  /** The elements in a row; shares memory where it can. */
  ravel(): NdArray {
    return ravel(this);
  }

  /** The elements in a row, always a copy. */
  flatten(): NdArray {
    return array(ravel(this));
  }

  /** A copy with memory of its own, in C order. */
  copy(): NdArray {
    return array(this);
  }

  /** A copy in another dtype; floats lose their fraction in whole-number arrays. */
  astype(dtype: Dtype): NdArray {
    return dtype === this.dtype ? array(this) : toNdArray(this, dtype);
  }

  /** Sets every element to one value. */
  fill(value: number | boolean): NdArray {
    return this.assign(value);
  }

  /** The only element, or the one at a place counted in C order. */
  item(place?: number): number {
    const flat = ravel(this);
    if (place === undefined && flat.shape[0] !== 1) {
      throw new RangeError(`item: expected an array of one element, got shape ${shapeText(this.shape)}`);
    }
    return flat.slice(place ?? 0).get();
  }

  /** Nested lists of the elements; bool arrays give booleans. */
  toArray(): NestedNumbers {
    const walk = (axis: number, place: number): NestedNumbers => {
      if (axis === this.shape.length) return this.dtype === "bool" ? this.data[place] !== 0 : this.data[place];
      return Array.from({ length: this.shape[axis] }, (_, i) => walk(axis + 1, place + i * this.stride[axis]));
    };
    return walk(0, this.offset);
  }

  /** Nested lists, for JSON.stringify. */
  toJSON(): NestedNumbers {
    return this.toArray();
  }

  /** As NumPy prints it: 8 digits, columns aligned, long arrays shortened. */
  override toString(): string {
    return toText(this);
  }

  /** The number of a one-element array, so that it can stand in a sum. */
  override valueOf(): unknown {
    return this.shape.length === 0 ? this.data[this.offset] : this;
  }

  /** What a notebook shows. */
  [jupyterDisplay](): Record<string, string> {
    return { "text/plain": toText(this) };
  }

  /** What console.log shows. */
  [nodeInspect](): string {
    return toText(this);
  }

  /** The first elements along each axis, as `ndarray` has it. @see https://github.com/scijs/ndarray#slicing */
  hi(...ends: number[]): NdArray {
    return this.adopt(this.toView().hi(...ends));
  }

  /** The elements from a corner on, as `ndarray` has it. @see https://github.com/scijs/ndarray#slicing */
  lo(...starts: number[]): NdArray {
    return this.adopt(this.toView().lo(...starts));
  }

  /** Every n-th element along each axis, as `ndarray` has it. @see https://github.com/scijs/ndarray#slicing */
  step(...steps: number[]): NdArray {
    return this.adopt(this.toView().step(...steps));
  }

  /** The part at given places; null keeps an axis, as `ndarray` has it. @see https://github.com/scijs/ndarray#slicing */
  pick(...places: (number | null)[]): NdArray {
    return this.adopt(this.toView().pick(...places));
  }

  private adopt(view: ndarray.NdArray<TypedArray>): NdArray {
    return wrap(view.data, this.dtype, view.shape, view.stride, view.offset);
  }
}
