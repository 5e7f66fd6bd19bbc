/**
 * NumPy's .npy format, versions 1 to 3: a magic string, a header that is a Python dictionary, then the values.
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { DataFileError } from "../error.ts";
import type { H5Array } from "./h5.ts";

const READERS: Record<string, { bytes: number; read: (buffer: ArrayBuffer) => H5Array["data"] }> = {
  "<f8": { bytes: 8, read: (buffer) => new Float64Array(buffer) },
  "<f4": { bytes: 4, read: (buffer) => new Float32Array(buffer) },
  "<i4": { bytes: 4, read: (buffer) => new Int32Array(buffer) },
  "<i8": { bytes: 8, read: (buffer) => Int32Array.from(new BigInt64Array(buffer), Number) },
  "|u1": { bytes: 1, read: (buffer) => Int32Array.from(new Uint8Array(buffer)) },
};

/**
 * Reads an array in C order of float64, float32, int32, int64 or uint8 (integers come as int32).
 *
 * @param shape what it must have; `undefined`: any length
 */
export function parseNpy(bytes: Uint8Array, name = "npy file", shape?: (number | undefined)[]): H5Array {
  const header = headerOf(bytes, name);
  const got = header.shape;
  if (shape && (shape.length !== got.length || shape.some((n, axis) => n !== undefined && n !== got[axis]))) {
    throw new DataFileError(
      name,
      `an array of shape (${shape.map((n) => n ?? "any").join(", ")})`,
      `(${got.join(", ")})`,
    );
  }
  const reader = READERS[header.descr];
  if (!reader || header.fortran) {
    const kind = `${header.descr}${header.fortran ? " in Fortran order" : ""}`;
    throw new DataFileError(name, `values of ${Object.keys(READERS).join(", ")} in C order`, kind);
  }
  const wanted = got.reduce((product, n) => product * n, 1) * reader.bytes;
  const values = Uint8Array.from(bytes.subarray(header.end, header.end + wanted)); // a Buffer's own slice would not copy
  if (values.length < wanted) {
    throw new DataFileError(
      name,
      `${wanted} bytes of values for shape (${got.join(", ")})`,
      `${values.length}`,
      "it is truncated",
    );
  }
  return { data: reader.read(values.buffer), shape: got };
}

/** Writes an array as version 1 of the format, its header padded so that the values are aligned to 64 bytes. */
export function encodeNpy({ data, shape }: H5Array): Uint8Array {
  const kind = Object.prototype.toString.call(data).slice(8, -1);
  const descr = { Float64Array: "<f8", Float32Array: "<f4", Int32Array: "<i4" }[kind];
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const header = new TextEncoder().encode(`${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`);
  const bytes = new Uint8Array(10 + header.length + data.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(header, 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + header.length);
  return bytes;
}

interface Header {
  descr: string;
  fortran: boolean;
  shape: number[];
  /** Where the values begin. */
  end: number;
}

function headerOf(bytes: Uint8Array, name: string): Header {
  const magic = String.fromCharCode(...bytes.subarray(1, 6));
  if (bytes[0] !== 0x93 || magic !== "NUMPY")
    throw new DataFileError(name, "a .npy file (\\x93NUMPY)", "another format");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const text = new TextDecoder().decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*'([^']+)'/.exec(text)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  if (descr === undefined || shape === undefined)
    throw new DataFileError(name, "a header with descr and shape", JSON.stringify(text));
  const lengths = shape.split(",").filter((part) => part.trim() !== "");
  return { descr, fortran: /'fortran_order':\s*True/.test(text), shape: lengths.map(Number), end: start + length };
}
