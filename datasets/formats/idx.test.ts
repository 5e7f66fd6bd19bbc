import { gzipSync } from "node:zlib";
import { encodeIdx, parseIdx } from "./idx.ts";

/** A file written by hand after the format's description: shape (2, 3). */
const FILE = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);

test("shape and values, gzipped or not", () => {
  for (const bytes of [FILE, gzipSync(FILE)]) {
    const { shape, data } = parseIdx(bytes, "file", [undefined, 3]);
    expect([shape, [...data]]).toEqual([
      [2, 3],
      [1, 2, 3, 4, 5, 6],
    ]);
  }
});

test("writing is the inverse of reading", () => {
  expect(encodeIdx(parseIdx(FILE))).toEqual(FILE);
});

describe("wrong files are named with what was expected", () => {
  test.each([
    ["truncated", FILE.subarray(0, 15), /^f: expected 18 bytes for shape \(2, 3\), got 15/],
    ["too long", Uint8Array.of(...FILE, 0), /expected 18 bytes for shape \(2, 3\), got 19/],
    ["another type", Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0), /idx header of unsigned bytes .* got 00 00 0d 01/],
    ["empty", new Uint8Array(), /idx header .* got nothing/],
    ["header cut off", FILE.subarray(0, 7), /idx header/],
    [
      "broken gzip",
      gzipSync(FILE).subarray(0, 20),
      /whole gzip file, got 20 bytes that do not unzip .*truncated or corrupt/,
    ],
  ])("%s", (_name, bytes, message) => {
    expect(() => parseIdx(bytes, "f")).toThrow(message);
  });
  test("labels where images should be", () => {
    expect(() => parseIdx(FILE, "f", [60000, 28, 28])).toThrow(
      /shape \(60000, 28, 28\), got \(2, 3\); this is another file/,
    );
  });
});
