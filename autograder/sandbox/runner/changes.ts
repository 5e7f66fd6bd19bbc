/** Finds what a call changed in the records that it was given, as batch normalisation keeps its running mean there. */
import { asArrayView, elements } from "../../membrane/wire/array.ts";
import { isPlain } from "../../membrane/wire/encode.ts";

type Record_ = Record<string, unknown>;

interface Before {
  record: Record_;
  values: Map<string, unknown>;
  bytes: Map<string, Buffer>;
}

/** Remembers the records among the arguments; the result, called after the call, lists index and changed keys. */
export function watchRecords(args: unknown[]): () => Array<[number, Record_]> {
  const before = args.map((arg) => (isRecord(arg) ? remember(arg) : undefined));
  return () =>
    before.flatMap((record, index): Array<[number, Record_]> => {
      const changes = record && changed(record);
      return changes && Object.keys(changes).length > 0 ? [[index, changes]] : [];
    });
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !asArrayView(value) && isPlain(value);
}

function bytesOf(value: unknown): Buffer | undefined {
  const view = typeof value === "object" && value !== null ? asArrayView(value) : undefined;
  if (!view) return undefined;
  const memory = elements(view);
  return Buffer.from(memory.buffer, memory.byteOffset, memory.byteLength);
}

function remember(record: Record_): Before {
  const values = new Map(Object.entries(record));
  const bytes = new Map<string, Buffer>();
  for (const [key, value] of values) {
    const now = bytesOf(value);
    if (now) bytes.set(key, Buffer.from(now));
  }
  return { record, values, bytes };
}

function changed({ record, values, bytes }: Before): Record_ {
  const changes = Object.entries(record).filter(([key, value]) => {
    if (!values.has(key) || values.get(key) !== value) return true;
    const old = bytes.get(key);
    return old !== undefined && !old.equals(bytesOf(value)!);
  });
  return Object.fromEntries(changes);
}
