/** What the pictures need of an array: any strided view, `NdArray` included. */
export interface ArrayView {
  data: ArrayLike<number>;
  shape: readonly number[];
  stride: readonly number[];
  offset: number;
}

/** The elements of a view in C order. */
export function elements({ data, shape, stride, offset }: ArrayView): Float64Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const out = new Float64Array(size);
  const index = new Array<number>(shape.length).fill(0);
  let at = offset;
  for (let i = 0; i < size; i++) {
    out[i] = data[at];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += stride[axis];
      if (++index[axis] < shape[axis]) break;
      at -= stride[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return out;
}

/** Plain numbers of a vector: an array view or anything that can be iterated. */
export function numbers(values: ArrayView | Iterable<number>): number[] {
  return Symbol.iterator in values && !("stride" in values)
    ? [...(values as Iterable<number>)]
    : [...elements(values as ArrayView)];
}
