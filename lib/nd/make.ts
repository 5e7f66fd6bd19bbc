import type { NdArray } from "./array.ts";
import { allocate, type Dtype, type TypedArray } from "./dtype.ts";
import { rankClass } from "./rank-classes.ts";
import { sizeOf, stridesOf } from "./shape.ts";
import type { Residence, View } from "./view.ts";

/** An array over existing memory; strides in elements, C order where left out. The memory is shared, not copied. */
export function wrap(
  data: TypedArray,
  dtype: Dtype,
  shape: number[],
  stride: number[] = stridesOf(shape),
  offset = 0,
): NdArray {
  return new (rankClass(dtype, shape.length))(data, shape, stride, offset, null);
}

/** A zero-filled C-contiguous array. */
export function allocated(dtype: Dtype, shape: number[]): NdArray {
  return wrap(allocate(dtype, sizeOf(shape)), dtype, shape);
}

/** Another view on the memory of `base`, wherever that is. */
export function viewOf(base: View, shape: number[], stride: number[], offset: number): NdArray {
  if (base._data !== null || base.residence === null) return wrap(base.data, base.dtype, shape, stride, offset);
  return new (rankClass(base.dtype, shape.length, "away"))(null, shape, stride, offset, base.residence);
}

/** A C-contiguous array whose elements live elsewhere until they are read. */
export function resident(residence: Residence, dtype: Dtype, shape: number[]): NdArray {
  return new (rankClass(dtype, shape.length, "away"))(null, shape, stridesOf(shape), 0, residence);
}
