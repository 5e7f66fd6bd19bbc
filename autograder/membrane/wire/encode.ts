/** Values to bytes, in the closed grammar of `tags.ts`. */
import { type ArrayView, asArrayView, writeArray } from "./array.ts";
import { type HandleKind, MEMORY_TYPES, TAG, WIRE_LIMITS, type WireLimits } from "./tags.ts";
import type { ByteWriter } from "./writer.ts";

/** What one side does with values that do not cross as data. */
export interface EncodeDoor {
  /** The number of something that lives on the other side (a proxy or an untouched mirror), if `value` is that. */
  home(value: object): number | undefined;
  /** Keeps `value` here and gives its kind and number; throws a TypeError where this side shows no such thing. */
  keep(value: object): { kind: HandleKind; id: number };
  /** Whether a plain record is a thing rather than data: one with methods, say. */
  stays?(record: object): boolean;
  /** In live values: keeps an array here and gives its number. */
  mirror(view: ArrayView): number;
}

interface Encoding {
  writer: ByteWriter;
  door: EncodeDoor;
  limits: WireLimits;
  /** Live: arrays become mirrors and records handles, so that the other side can write to them. */
  live: boolean;
  values: number;
}

/** Writes one value. Cyclic or too deep values end in a RangeError. */
export function encode(
  writer: ByteWriter,
  value: unknown,
  door: EncodeDoor,
  { live = false, limits = WIRE_LIMITS }: { live?: boolean; limits?: WireLimits } = {},
): void {
  put({ writer, door, limits, live, values: 0 }, value, 0);
}

function put(to: Encoding, value: unknown, depth: number): void {
  if (depth > to.limits.depth) throw new RangeError(`a value nested deeper than ${to.limits.depth} (or within itself)`);
  if (++to.values > to.limits.values) throw new RangeError(`a value of more than ${to.limits.values} parts`);
  switch (typeof value) {
    case "undefined":
      to.writer.u8(TAG.undefined);
      return;
    case "boolean":
      to.writer.u8(value ? TAG.true : TAG.false);
      return;
    case "number":
      to.writer.u8(TAG.number);
      to.writer.f64(value);
      return;
    case "string":
      putText(to, TAG.text, value);
      return;
    case "bigint":
      putText(to, TAG.bigint, value.toString());
      return;
    case "symbol":
      throw new TypeError("a symbol cannot cross between processes");
    default:
      if (value === null) to.writer.u8(TAG.null);
      else putObject(to, value as object, depth);
      return;
  }
}

function putText(to: Encoding, tag: number, text: string): void {
  if (text.length > to.limits.textBytes) throw new RangeError(`a text longer than ${to.limits.textBytes} characters`);
  to.writer.u8(tag);
  to.writer.text(text);
}

function putObject(to: Encoding, value: object, depth: number): void {
  const home = to.door.home(value);
  if (home !== undefined) {
    putNumbered(to, TAG.own, home);
    return;
  }
  if (typeof value === "function") {
    putHandle(to, value);
    return;
  }
  if (Array.isArray(value)) {
    putList(to, value, depth);
    return;
  }
  const view = asArrayView(value);
  if (view) {
    putArray(to, view);
    return;
  }
  const memory = MEMORY_TYPES.findIndex((type) => Object.prototype.toString.call(value) === `[object ${type.name}]`);
  if (memory >= 0) {
    putMemory(to, memory, value as Uint8Array);
    return;
  }
  if (isPlain(value) && !to.live && !to.door.stays?.(value)) putRecord(to, value as Record<string, unknown>, depth);
  else putHandle(to, value);
}

export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // Two realms may be at work (a module loaded in a context of its own): any bare Object.prototype will do.
  return (
    prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty"))
  );
}

function putNumbered(to: Encoding, tag: number, id: number): void {
  to.writer.u8(tag);
  to.writer.u32(id);
}

function putHandle(to: Encoding, value: object): void {
  const { kind, id } = to.door.keep(value);
  putNumbered(to, TAG.handle, id);
  to.writer.u8(kind);
}

function putArray(to: Encoding, view: ArrayView): void {
  if (to.live) putNumbered(to, TAG.mirror, to.door.mirror(view));
  else to.writer.u8(TAG.array);
  writeArray(to.writer, view);
}

function putMemory(to: Encoding, kind: number, memory: Uint8Array): void {
  to.writer.u8(TAG.memory);
  to.writer.u8(kind);
  to.writer.u32(memory.length);
  to.writer.memory(memory);
}

function putList(to: Encoding, list: unknown[], depth: number): void {
  const length = list.length;
  if (length > 0 && list.every((item) => typeof item === "number")) {
    putNumbered(to, TAG.numbers, length);
    to.writer.memory(Float64Array.from(list as number[]));
    return;
  }
  putNumbered(to, TAG.list, length);
  for (let i = 0; i < length; i++) put(to, list[i], depth + 1);
}

function putRecord(to: Encoding, record: Record<string, unknown>, depth: number): void {
  const keys = Object.keys(record);
  putNumbered(to, TAG.record, keys.length);
  for (const key of keys) {
    to.writer.text(key);
    put(to, record[key], depth + 1);
  }
}
