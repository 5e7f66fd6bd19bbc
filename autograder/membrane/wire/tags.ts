/** The closed grammar of values. There is no tag for a score, and none that runs anything on reading. */
export const TAG = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  /** A plain list: count, values. */
  list: 6,
  /** A list of nothing but numbers: count, float64 each. */
  numbers: 7,
  /** A plain record: count, then key and value; own enumerable string keys only. */
  record: 8,
  /** dtype, rank, sizes, elements in C order. */
  array: 9,
  /** A bare typed array: its kind, count, elements. */
  memory: 10,
  bigint: 11,
  /** Something that stays where it lives: what it is (see HANDLE) and its number there. */
  handle: 12,
  /** A handle that comes home: its number. */
  own: 13,
  /** An array that stays where it lives and is shown here: its number, then as `array`. */
  mirror: 14,
} as const;

/** What a handle stands for. */
export const HANDLE = { function: 0, object: 1, record: 2, list: 3 } as const;
export type HandleKind = (typeof HANDLE)[keyof typeof HANDLE];

/** What a message asks or answers. Requests go T to S, answers S to T; `callback` goes S to T and is answered T to S. */
export const MESSAGE = {
  load: 1,
  call: 2,
  construct: 3,
  get: 4,
  set: 5,
  keys: 6,
  has: 7,
  delete: 8,
  compile: 9,
  returned: 20,
  threw: 21,
  callback: 22,
  callbackReturned: 23,
  callbackThrew: 24,
} as const;
export type MessageKind = (typeof MESSAGE)[keyof typeof MESSAGE];

/** Elements of arrays, by their number on the wire. */
export const DTYPE_CODES = ["bool", "uint8", "int32", "float32", "float64"] as const;
export type WireDtype = (typeof DTYPE_CODES)[number];

/** Bare typed arrays, by their number on the wire. */
export const MEMORY_TYPES = [
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
] as const;

/** How much of what one message may hold; a larger one is a violation (reading) or an error (writing). */
export interface WireLimits {
  messageBytes: number;
  /** All answers of one process together: each of them is kept, to be judged again. */
  sessionBytes: number;
  /** Of all replies to one process's questions together. */
  totalBytes: number;
  textBytes: number;
  depth: number;
  /** Values in one message, counting each element of a list and each key of a record. */
  values: number;
  rank: number;
}

export const WIRE_LIMITS: WireLimits = {
  messageBytes: 128 << 20,
  sessionBytes: 512 << 20,
  totalBytes: 1 << 30,
  textBytes: 1 << 20,
  depth: 64,
  values: 2_000_000,
  rank: 16,
};

/** Bytes per element. */
export function itemSize(dtype: WireDtype): number {
  return dtype === "float64" ? 8 : dtype === "float32" || dtype === "int32" ? 4 : 1;
}
