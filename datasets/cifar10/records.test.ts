import { concatBatches, encodeCifar10Batch, parseCifar10Batch } from "./records.ts";

/** A file written by hand after the format's description, not by our encoder. */
function file(...labels: number[]): Uint8Array {
  const bytes = new Uint8Array(labels.length * 3073);
  labels.forEach((label, n) => {
    bytes[n * 3073] = label;
    bytes.fill(10 + n, n * 3073 + 1, n * 3073 + 1025);
    bytes.fill(20 + n, n * 3073 + 1025, n * 3073 + 2049);
    bytes.fill(30 + n, n * 3073 + 2049, (n + 1) * 3073);
  });
  return bytes;
}

test("labels and the red, green and blue planes come out in order", () => {
  const { labels, pixels } = parseCifar10Batch(file(7, 0));
  expect([...labels]).toEqual([7, 0]);
  expect([0, 1024, 2048, 3072, 3072 + 1024].map((i) => pixels[i])).toEqual([10, 20, 30, 11, 21]);
});

test("writing is the inverse of reading", () => {
  const bytes = file(1, 2, 3);
  expect(encodeCifar10Batch(parseCifar10Batch(bytes))).toEqual(bytes);
});

test("batches are put behind one another", () => {
  const whole = concatBatches([parseCifar10Batch(file(1)), parseCifar10Batch(file(2, 3))]);
  expect([...whole.labels]).toEqual([1, 2, 3]);
  expect(whole.pixels[2 * 3072]).toBe(11);
});

describe("wrong files are named with what was expected", () => {
  test("truncated", () => {
    expect(() => parseCifar10Batch(file(1, 2).subarray(0, 6000), "data_batch_1.bin")).toThrow(
      /^data_batch_1\.bin: expected a multiple of 3073 bytes, got 6000 bytes .*truncated/,
    );
  });
  test("too few records", () => {
    expect(() => parseCifar10Batch(file(1, 2), "test_batch.bin", 10000)).toThrow(
      /test_batch\.bin: expected 10000 records \(30730000 bytes\), got 6146 bytes/,
    );
  });
  test("another format: a label above 9", () => {
    expect(() => parseCifar10Batch(file(1, 77))).toThrow(/a label from 0 to 9 in record 1 \(byte 3073\), got 77/);
  });
  test("the archive itself", () => {
    expect(() => parseCifar10Batch(Uint8Array.of(0x1f, 0x8b, 8, 0))).toThrow(/gzip archive: unpack it first/);
  });
  test("the python form", () => {
    expect(() => parseCifar10Batch(Uint8Array.of(0x80, 2, 0x7d))).toThrow(/python \(pickle\) form/);
  });
});
