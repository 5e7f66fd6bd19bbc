/**
 * The idx format of MNIST and its kin: two zero bytes, a type byte, the number of axes, then each axis's length as a
 * big-endian int32, then the values. Source: http://yann.lecun.com/exdb/mnist/, "the IDX file format".
 */

import { gunzipped } from "../download/unpack.ts";
import { DataFileError } from "../error.ts";

const UNSIGNED_BYTE = 0x08;

/** An array of bytes with its shape. */
export interface IdxArray {
  shape: number[];
  data: Uint8Array;
}

/**
 * Reads an idx file of unsigned bytes, gzipped or not.
 *
 * @param shape what the file must hold; `undefined` where a length may be anything
 * @throws DataFileError where the file is truncated, too long, of another type or of another shape
 */
export function parseIdx(file: Uint8Array, name = "idx file", shape?: (number | undefined)[]): IdxArray {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipped(file, name) : file;
  const ndim = headerOf(bytes, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const got = Array.from({ length: ndim }, (_, axis) => view.getUint32(4 + 4 * axis));
  if (shape && (shape.length !== ndim || shape.some((n, axis) => n !== undefined && n !== got[axis]))) {
    const wanted = shape.map((n) => n ?? "any").join(", ");
    throw new DataFileError(
      name,
      `an idx array of shape (${wanted})`,
      `(${got.join(", ")})`,
      "this is another file of the set",
    );
  }
  const start = 4 + 4 * ndim;
  const size = got.reduce((product, n) => product * n, 1);
  if (bytes.length !== start + size) {
    throw new DataFileError(
      name,
      `${start + size} bytes for shape (${got.join(", ")})`,
      `${bytes.length}`,
      "get it again",
    );
  }
  return { shape: got, data: bytes.subarray(start) };
}

/** Writes bytes as an idx file, not gzipped. */
export function encodeIdx({ shape, data }: IdxArray): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes.set([0, 0, UNSIGNED_BYTE, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((n, axis) => void view.setUint32(4 + 4 * axis, n));
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

function headerOf(bytes: Uint8Array, name: string): number {
  const magic = [...bytes.subarray(0, 4)];
  const right = magic.length === 4 && magic[0] === 0 && magic[1] === 0 && magic[2] === UNSIGNED_BYTE && magic[3] > 0;
  if (right && bytes.length >= 4 + 4 * magic[3]) return magic[3];
  const got = magic.map((byte) => byte.toString(16).padStart(2, "0")).join(" ") || "nothing";
  throw new DataFileError(name, "an idx header of unsigned bytes (00 00 08 and the number of axes)", got);
}
