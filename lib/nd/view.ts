import ndarray from "ndarray";
import type { Dtype, TypedArray } from "./dtype.ts";
import { sizeOf } from "./shape.ts";

/** Where an array's elements are while they are not in JavaScript's memory (an engine's buffer). */
export interface Residence {
  /** Brings the elements, C-contiguous from offset 0. Called once, at the first reading. */
  read(): TypedArray;
}

/**
 * The ground of every array: the fields and accessors of a view of the npm package `ndarray`, so that whatever works on
 * such views works on our arrays.
 *
 * The accessors `get`, `set` and `index` are compiled once per dtype and rank (see rank-classes.ts), as `ndarray` does,
 * but read the strides from fields of their own: a naive convolution runs 1.8 times as fast as over `ndarray`'s.
 *
 * @see https://github.com/scijs/ndarray
 */
export abstract class View {
  // The fields are declared, not defined: a definition would first hold undefined, and V8 would then not rely on the kind of
  // memory in `_data`, which costs `get` half of its speed.
  /** The elements in JavaScript's memory, or null while they live elsewhere. Read `data` instead. */
  declare _data: TypedArray | null;
  /** Where the elements live while `_data` is null. */
  declare residence: Residence | null;
  /** The length of each axis. */
  declare readonly shape: number[];
  /** For each axis the distance between neighbours, in elements. */
  declare readonly stride: number[];
  /** The place of the first element in `data`. */
  declare readonly offset: number;
  declare readonly dtype: Dtype;

  constructor(data: TypedArray | null, shape: number[], stride: number[], offset: number, residence: Residence | null) {
    this._data = data;
    this.residence = residence;
    // Fields that never change: TypeScript takes `declare readonly` as set elsewhere.
    const fields = this as { shape: number[]; stride: number[]; offset: number };
    fields.shape = shape;
    fields.stride = stride;
    fields.offset = offset;
  }

  /** The memory behind the array, shared by all its views. Element (i, j) is at `offset + i * stride[0] + j * stride[1]`. */
  get data(): TypedArray {
    return this._data ?? this.fetch();
  }

  /** Brings the elements home from where they live; a no-op where they are already here. */
  fetch(): TypedArray {
    if (this._data) return this._data;
    if (!this.residence) throw new Error("NdArray: the elements are gone: the buffer that held them was disposed");
    this._data = this.residence.read();
    return this._data;
  }

  /** The element at an index: one number per axis, from 0 on, not checked. Negative places: `slice(-1)`. */
  declare get: (...index: number[]) => number;
  /** Writes one element: the index, then the value. Not checked. */
  declare set: (...indexAndValue: number[]) => number;
  /** The place of an element in `data`. */
  declare index: (...index: number[]) => number;

  /** The number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** The number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The number of axes, under `ndarray`'s name. */
  get dimension(): number {
    return this.shape.length;
  }

  /** The length of the first axis, as Python's `len(x)`. */
  get length(): number {
    return this.shape.length === 0 ? 1 : this.shape[0];
  }

  /** The axes from the fastest in memory to the slowest, as `ndarray` has it. */
  get order(): number[] {
    return this.toView().order;
  }

  /** A bare view of the npm package `ndarray` on the same memory. */
  toView(): ndarray.NdArray<TypedArray> {
    return ndarray(this.data, [...this.shape], [...this.stride], this.offset);
  }
}
