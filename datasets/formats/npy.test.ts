import { encodeNpy, parseNpy } from "./npy.ts";

/** The bytes that numpy.save writes, put together after the format's description. */
function npy(descr: string, shape: string, values: Uint8Array, fortran = "False"): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
  const header = new TextEncoder().encode(`${text.padEnd(64 - 10 - 1 + 64)}\n`);
  return Uint8Array.of(0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0, ...header, ...values);
}

const bytesOf = (values: Float32Array | Float64Array | BigInt64Array) => new Uint8Array(values.buffer);

test("float32, float64 and int64 arrays of any rank", () => {
  expect(parseNpy(npy("<f4", "(2, 1)", bytesOf(Float32Array.of(0.5, 2))), "f", [2, undefined])).toEqual({
    data: Float32Array.of(0.5, 2),
    shape: [2, 1],
  });
  expect(parseNpy(npy("<f8", "(3,)", bytesOf(Float64Array.of(1, 2, 3))))).toEqual({
    data: Float64Array.of(1, 2, 3),
    shape: [3],
  });
  expect(parseNpy(npy("<i8", "()", bytesOf(BigInt64Array.of(-4n))))).toEqual({ data: Int32Array.of(-4), shape: [] });
});

test("writing is the inverse of reading, with the values on a 64-byte boundary as NumPy has them", () => {
  for (const array of [
    { data: Float64Array.of(1, -2, 3), shape: [3] },
    { data: Float32Array.of(0.5, 2), shape: [2, 1] },
    { data: Int32Array.of(7), shape: [] },
  ]) {
    const file = encodeNpy(array);
    expect(parseNpy(file)).toEqual(array);
    expect((file.length - array.data.byteLength) % 64).toBe(0);
  }
});

test("a Buffer out of a larger one, as reading a file gives", () => {
  const file = npy("<f4", "(2,)", bytesOf(Float32Array.of(0.5, 2)));
  const pool = Buffer.alloc(1000);
  pool.set(file, 16);
  expect([...parseNpy(pool.subarray(16, 16 + file.length)).data]).toEqual([0.5, 2]);
});

test.each([
  ["another format", new TextEncoder().encode("PK.zip"), /f: expected a \.npy file/],
  [
    "truncated",
    npy("<f4", "(4,)", bytesOf(Float32Array.of(1))),
    /expected 16 bytes of values for shape \(4\), got 4; it is truncated/,
  ],
  ["another type", npy("<c8", "(1,)", new Uint8Array(8)), /got <c8/],
  ["Fortran order", npy("<f4", "(2, 2)", new Uint8Array(16), "True"), /got <f4 in Fortran order/],
  ["another shape", npy("<f4", "(3, 1)", new Uint8Array(12)), /shape \(2, any\), got \(3, 1\)/],
])("%s is named", (_name, bytes, message) => {
  expect(() => parseNpy(bytes, "f", message.source.includes("any") ? [2, undefined] : undefined)).toThrow(message);
});
