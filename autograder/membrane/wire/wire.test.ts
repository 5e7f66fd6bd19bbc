import { nd } from "gradlab/lib";
import { ProtocolViolation } from "../failures.ts";
import type { WireArray } from "./array.ts";
import { type DecodeDoor, decode } from "./decode.ts";
import { type EncodeDoor, encode } from "./encode.ts";
import { makeArray } from "./make-array.ts";
import { ByteReader } from "./reader.ts";
import { TAG } from "./tags.ts";
import { ByteWriter } from "./writer.ts";

const encodeDoor: EncodeDoor = { home: () => undefined, keep: () => ({ kind: 0, id: 1 }), mirror: () => 1 };
const decodeDoor: DecodeDoor = {
  array: (array: WireArray) => makeArray(array),
  mirror: (_, array) => makeArray(array),
  handle: (kind, id) => ({ kind, id }),
  own: (id) => ({ id }),
};

function bytesOf(value: unknown): Buffer {
  const writer = new ByteWriter();
  encode(writer, value, encodeDoor);
  return Buffer.from(writer.bytes());
}

function back(bytes: Uint8Array): unknown {
  const reader = new ByteReader(bytes);
  const value = decode(reader, decodeDoor);
  reader.end();
  return value;
}

test.each([
  [undefined],
  [null],
  [true],
  [-0],
  [Number.NaN],
  [1e308],
  ["text ü \u{1f600}"],
  [10n ** 30n],
  [[]],
  [[1, 2.5]],
  [["a", [null]]],
  [{ a: 1, b: { c: "x" } }],
  [new Uint16Array([1, 65535])],
])("%p comes back as it was", (value) => {
  expect(back(bytesOf(value))).toEqual(value);
});

test.each(["float64", "float32", "int32", "uint8", "bool"] as const)(
  "arrays of %s keep shape and elements, views too",
  (dtype) => {
    const array = nd.array(
      [
        [
          [1, 0],
          [1, 1],
        ],
        [
          [0, 0],
          [1, 0],
        ],
        [
          [1, 1],
          [0, 1],
        ],
      ],
      dtype,
    );
    for (const view of [array, array.transpose(2, 0, 1), array.slice("::2", 1), nd.zeros([0, 3], dtype)]) {
      const got = back(bytesOf(view)) as typeof array;
      expect([got.dtype, got.shape, got.toArray()]).toEqual([dtype, [...view.shape], view.toArray()]);
    }
  },
);

test("__proto__ is a key like any other", () => {
  const got = back(bytesOf(JSON.parse('{"__proto__": {"passed": true}}'))) as Record<string, unknown>;
  expect(Object.hasOwn(got, "__proto__")).toBe(true);
  expect(got.passed).toBeUndefined();
  expect(({} as Record<string, unknown>).passed).toBeUndefined();
});

test("getters, toJSON and valueOf are data at most", () => {
  let reads = 0;
  const sly = {
    get a() {
      return ++reads;
    },
    toJSON: () => ({ passed: true }),
  };
  const got = back(bytesOf(sly)) as Record<string, unknown>;
  expect([reads, got.a]).toEqual([1, 1]);
});

test("what is nested within itself ends in an error, not in a crash", () => {
  const loop: unknown[] = [];
  loop.push(loop);
  expect(() => bytesOf(loop)).toThrow(RangeError);
});

test.each([
  ["an array that announces 2^40 bytes", [TAG.array, 4, 2, 0, 0, 16, 0, 0, 0, 16, 0]],
  ["a list that announces four thousand million parts", [TAG.list, 255, 255, 255, 255]],
  ["a text longer than the message", [TAG.text, 255, 0, 0, 0, 65]],
  ["an unknown tag", [99, 0, 0, 0, 0]],
  ["a dtype that does not exist", [TAG.array, 77, 0]],
  ["bytes after the end", [TAG.null, TAG.null]],
  ["nothing", []],
])("%s is a violation", (_, bytes) => {
  expect(() => back(Uint8Array.from(bytes))).toThrow(ProtocolViolation);
});

/** A longer run: GRADLAB_FUZZ=1000000. */
const FUZZ = Number(process.env.GRADLAB_FUZZ ?? 20_000);

test(`${FUZZ} messages of noise and of damaged truth: a value or a violation, nothing else`, () => {
  const truth = bytesOf([{ a: nd.ones([3, 2]), b: ["x", 1, null] }, [1, 2, 3], "text"]);
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 8;
  };
  for (let i = 0; i < FUZZ; i++) {
    const bytes = i % 2 ? Buffer.from(truth) : Buffer.from(Array.from({ length: next() % 64 }, () => next() & 255));
    for (let k = next() % 4; k >= 0 && bytes.length > 0; k--) bytes[next() % bytes.length] = next() & 255;
    try {
      back(bytes.subarray(0, bytes.length - (next() % 3 === 0 ? next() % (bytes.length + 1) : 0)));
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
    }
  }
}, 600_000);

test("large memory that is shared stands between what was written before and after, and the length before it can be filled in", () => {
  const large = Float64Array.from({ length: 10_000 }, (_, i) => i);
  const [copied, shared] = [new ByteWriter(), new ByteWriter({ shares: true })];
  for (const writer of [copied, shared]) {
    writer.u32(0);
    writer.memory(large);
    writer.u32(7);
    writer.memory(large);
    writer.text("end");
    writer.patchU32(0, writer.length);
    writer.patchU32(4 + large.byteLength, 8);
  }
  expect(shared.parts().length).toBeGreaterThan(1);
  expect(shared.bytes().equals(copied.bytes())).toBe(true);
  expect(shared.length).toBe(copied.length);
  shared.reset();
  shared.u8(1);
  expect([...shared.bytes()]).toEqual([1]);
});
