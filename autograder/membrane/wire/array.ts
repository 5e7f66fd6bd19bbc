/** Arrays on the wire: dtype, shape and the elements in C order, whatever view they are read from. */
import { ProtocolViolation } from "../failures.ts";
import type { ByteReader } from "./reader.ts";
import { DTYPE_CODES, itemSize, type WireDtype, type WireLimits } from "./tags.ts";
import type { ByteWriter } from "./writer.ts";

/** What an ndarray view shows of itself; `gradlab/lib`'s NdArray and the npm package `ndarray` both fit. */
export interface ArrayView {
  data: ArrayBufferView & ArrayLike<number>;
  shape: number[];
  stride: number[];
  offset: number;
  dtype: string;
}

/** An array as it came over the wire: its own memory, C order. */
export interface WireArray {
  dtype: WireDtype;
  shape: number[];
  data: ArrayBuffer;
}

/** The view, where `value` is an array of a dtype that the wire knows. */
export function asArrayView(value: object): ArrayView | undefined {
  const view = value as Partial<ArrayView>;
  if (!Array.isArray(view.shape) || !Array.isArray(view.stride) || typeof view.offset !== "number") return undefined;
  if (!DTYPE_CODES.includes(view.dtype as WireDtype) || !ArrayBuffer.isView(view.data)) return undefined;
  return view as ArrayView;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, n) => size * n, 1);
}

/** The elements in C order: the memory itself where it lies so already, else a copy. */
export function elements({ data, shape, stride, offset }: ArrayView): ArrayBufferView {
  const memory = data as unknown as Float64Array;
  const size = sizeOf(shape);
  if (isContiguous(shape, stride)) return memory.subarray(offset, offset + size);
  const copy = new (memory.constructor as Float64ArrayConstructor)(size);
  gather(memory, copy, shape, stride, offset);
  return copy;
}

function isContiguous(shape: number[], stride: number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && stride[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}

/** Walks the view in C order; a hot loop, so it is plain. */
function gather(from: Float64Array, to: Float64Array, shape: number[], stride: number[], offset: number): void {
  const rank = shape.length;
  const place = new Array<number>(rank).fill(0);
  let at = offset;
  for (let i = 0; i < to.length; i++) {
    to[i] = from[at];
    for (let axis = rank - 1; axis >= 0; axis--) {
      at += stride[axis];
      if (++place[axis] < shape[axis]) break;
      at -= stride[axis] * shape[axis];
      place[axis] = 0;
    }
  }
}

/** Writes elements in C order into the places of a view. */
export function scatter({ data, shape, stride, offset }: ArrayView, source: ArrayLike<number>): void {
  const to = data as unknown as Float64Array;
  const rank = shape.length;
  const place = new Array<number>(rank).fill(0);
  let at = offset;
  for (let i = 0; i < source.length; i++) {
    to[at] = source[i];
    for (let axis = rank - 1; axis >= 0; axis--) {
      at += stride[axis];
      if (++place[axis] < shape[axis]) break;
      at -= stride[axis] * shape[axis];
      place[axis] = 0;
    }
  }
}

export function writeArray(writer: ByteWriter, view: ArrayView): void {
  writer.u8(DTYPE_CODES.indexOf(view.dtype as WireDtype));
  writer.u8(view.shape.length);
  for (const n of view.shape) writer.u32(n);
  writer.memory(elements(view));
}

export function readArray(reader: ByteReader, limits: WireLimits): WireArray {
  const dtype = DTYPE_CODES[reader.u8()];
  if (dtype === undefined) throw new ProtocolViolation("an array of an unknown dtype");
  const rank = reader.u8();
  if (rank > limits.rank) throw new ProtocolViolation(`an array of rank ${rank}`);
  const shape = Array.from({ length: rank }, () => reader.u32());
  const bytes = sizeOf(shape) * itemSize(dtype);
  if (bytes > reader.left) throw new ProtocolViolation(`an array of shape (${shape.join(", ")}) with too few bytes`);
  return { dtype, shape, data: reader.memory(bytes) };
}

/** The typed array over the elements of what came. */
export function typed({ dtype, data }: WireArray): Float64Array | Float32Array | Int32Array | Uint8Array {
  if (dtype === "float64") return new Float64Array(data);
  if (dtype === "float32") return new Float32Array(data);
  return dtype === "int32" ? new Int32Array(data) : new Uint8Array(data);
}
