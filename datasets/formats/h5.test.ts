import { encodeH5, readH5 } from "./h5.ts";

const ARRAYS = {
  trX: { data: Float64Array.of(1, 2, 3, 4, 5, 1e-300), shape: [1, 2, 3] },
  small: { data: Float32Array.of(0.5, -1), shape: [2] },
  words: { data: Int32Array.of(7, 8), shape: [2, 1] },
};

test("what is written is read back, bit for bit, with its shape and its type", async () => {
  const file = await encodeH5(ARRAYS);
  const read = await readH5(file, "f.h5", { trX: [undefined, 2, 3], small: [2], words: [undefined, undefined] });
  expect(read).toEqual(ARRAYS);
});

describe("wrong files are named with what was expected", () => {
  test("no HDF5", async () => {
    await expect(readH5(new TextEncoder().encode("<html>not found"), "f.h5", {})).rejects.toThrow(
      /^f\.h5: expected an HDF5 file .*, got 15 bytes that are none/,
    );
  });
  test("truncated", async () => {
    const file = await encodeH5(ARRAYS);
    await expect(readH5(file.subarray(0, 1000), "f.h5", { trX: [1, 2, 3] })).rejects.toThrow(
      /expected a whole HDF5 file, got 1000 bytes that libhdf5 cannot read .*truncated or corrupt/,
    );
  });
  test("a missing array: the others are listed", async () => {
    await expect(readH5(await encodeH5(ARRAYS), "f.h5", { data: [undefined] })).rejects.toThrow(
      /expected an array "data", got small, trX, words/,
    );
  });
  test("another shape", async () => {
    await expect(readH5(await encodeH5(ARRAYS), "f.h5", { trX: [undefined, 150, 3] })).rejects.toThrow(
      /"trX" of shape \(any, 150, 3\), got \(1, 2, 3\)/,
    );
  });
});
