/** Bytes to values: only what the grammar of `tags.ts` allows, each size checked before memory is taken for it. */
import { ProtocolViolation } from "../failures.ts";
import { readArray, type WireArray } from "./array.ts";
import type { ByteReader } from "./reader.ts";
import { type HandleKind, MEMORY_TYPES, TAG, WIRE_LIMITS, type WireLimits } from "./tags.ts";

/** What one side makes of arrays and numbers of things. */
export interface DecodeDoor {
  array(array: WireArray): unknown;
  /** An array that lives on the other side under `id`. */
  mirror(id: number, array: WireArray): unknown;
  /** Something that lives on the other side. */
  handle(kind: HandleKind, id: number): unknown;
  /** Something of ours that comes home; throws a ProtocolViolation where we gave out no such number. */
  own(id: number): unknown;
}

interface Decoding {
  reader: ByteReader;
  door: DecodeDoor;
  limits: WireLimits;
  values: number;
}

/** Reads one value. */
export function decode(reader: ByteReader, door: DecodeDoor, limits: WireLimits = WIRE_LIMITS): unknown {
  return take({ reader, door, limits, values: 0 }, 0);
}

function take(from: Decoding, depth: number): unknown {
  if (depth > from.limits.depth) throw new ProtocolViolation(`a value nested deeper than ${from.limits.depth}`);
  if (++from.values > from.limits.values)
    throw new ProtocolViolation(`a value of more than ${from.limits.values} parts`);
  const { reader, door, limits } = from;
  const tag = reader.u8();
  switch (tag) {
    case TAG.undefined:
      return undefined;
    case TAG.null:
      return null;
    case TAG.false:
      return false;
    case TAG.true:
      return true;
    case TAG.number:
      return reader.f64();
    case TAG.text:
      return reader.text(limits.textBytes);
    case TAG.bigint:
      return takeBigint(reader.text(4096));
    case TAG.array:
      return door.array(readArray(reader, limits));
    case TAG.mirror:
      return door.mirror(reader.u32(), readArray(reader, limits));
    case TAG.own:
      return door.own(reader.u32());
    case TAG.handle:
      return takeHandle(from);
    default:
      return takeMany(from, tag, depth);
  }
}

function takeBigint(text: string): bigint {
  if (!/^-?[0-9]+$/.test(text)) throw new ProtocolViolation("a bigint that is none");
  return BigInt(text);
}

function takeHandle({ reader, door }: Decoding): unknown {
  const id = reader.u32();
  const kind = reader.u8();
  if (kind > 3) throw new ProtocolViolation(`a handle of unknown kind ${kind}`);
  return door.handle(kind as HandleKind, id);
}

function takeMany(from: Decoding, tag: number, depth: number): unknown {
  const kind = tag === TAG.memory ? from.reader.u8() : 0;
  const count = from.reader.u32();
  if (count > from.reader.left) throw new ProtocolViolation(`${count} parts in ${from.reader.left} bytes`);
  switch (tag) {
    case TAG.numbers:
      return Array.from(new Float64Array(from.reader.memory(count * 8)));
    case TAG.list:
      return takeList(from, count, depth);
    case TAG.record:
      return takeRecord(from, count, depth);
    case TAG.memory:
      return takeMemory(from.reader, kind, count);
    default:
      throw new ProtocolViolation(`an unknown tag ${tag}`);
  }
}

function takeList(from: Decoding, count: number, depth: number): unknown[] {
  const list: unknown[] = [];
  for (let i = 0; i < count; i++) list.push(take(from, depth + 1));
  return list;
}

/** Keys become own properties by definition, never by assignment: `__proto__` is a key like any other. */
function takeRecord(from: Decoding, count: number, depth: number): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let i = 0; i < count; i++) {
    const key = from.reader.text(from.limits.textBytes);
    if (Object.hasOwn(record, key)) throw new ProtocolViolation("a record with a key twice");
    const value = take(from, depth + 1);
    Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return record;
}

function takeMemory(reader: ByteReader, kind: number, count: number): unknown {
  const type = MEMORY_TYPES[kind];
  if (!type) throw new ProtocolViolation(`a typed array of unknown kind ${kind}`);
  return new type(reader.memory(count * type.BYTES_PER_ELEMENT));
}
