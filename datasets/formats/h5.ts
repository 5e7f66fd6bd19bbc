/** HDF5 files as the course uses them: a few named arrays at the top level. Read and written by libhdf5 (h5wasm). */
import { DataFileError } from "../error.ts";

/** The values of an array in C order. Integers come as int32. */
export interface H5Array {
  data: Float64Array | Float32Array | Int32Array;
  shape: number[];
}

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads arrays from the bytes of an HDF5 file.
 *
 * @param wanted the arrays' names, each with the shape that it must have (`undefined`: any length)
 * @throws DataFileError where it is no HDF5 file, is truncated, or an array is missing or of another shape
 */
export async function readH5<Name extends string>(
  bytes: Uint8Array,
  file: string,
  wanted: Record<Name, (number | undefined)[]>,
): Promise<Record<Name, H5Array>> {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) {
    throw new DataFileError(file, "an HDF5 file (it begins with \\x89HDF)", `${bytes.length} bytes that are none`);
  }
  const { default: h5 } = await import("h5wasm");
  const { FS, activate_throwing_error_handler, deactivate_throwing_error_handler } = await h5.ready;
  const place = `/${crypto.randomUUID()}.h5`;
  FS.writeFile(place, bytes);
  activate_throwing_error_handler(); // else libhdf5 prints its own stack of errors
  try {
    const opened = new h5.File(place, "r");
    const names = opened.keys();
    const arrays = Object.entries(wanted).map(([name, shape]) => {
      const found = names.includes(name) ? (opened.get(name) as unknown as RawDataset) : undefined;
      return [name, arrayOf(found, name, shape as (number | undefined)[], file, names)];
    });
    opened.close();
    return Object.fromEntries(arrays);
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    const got = `${bytes.length} bytes that libhdf5 cannot read (${(error as Error).message.split("\n")[0]})`;
    throw new DataFileError(file, "a whole HDF5 file", got, "it is truncated or corrupt: get it again");
  } finally {
    deactivate_throwing_error_handler();
    FS.unlink(place);
  }
}

/** The bytes of an HDF5 file with these arrays. */
export async function encodeH5(arrays: Record<string, H5Array>): Promise<Uint8Array> {
  const { default: h5 } = await import("h5wasm");
  const { FS } = await h5.ready;
  const place = `/${crypto.randomUUID()}.h5`;
  const file = new h5.File(place, "w");
  for (const [name, { data, shape }] of Object.entries(arrays)) file.create_dataset({ name, data, shape });
  file.close();
  const bytes = FS.readFile(place);
  FS.unlink(place);
  return bytes;
}

interface RawDataset {
  shape: number[] | null;
  value: unknown;
}

function arrayOf(
  found: RawDataset | undefined,
  name: string,
  wanted: (number | undefined)[],
  file: string,
  names: string[],
): H5Array {
  if (!found) throw new DataFileError(file, `an array "${name}"`, names.join(", ") || "none");
  const shape = (found.shape ?? []).map(Number);
  if (shape.length !== wanted.length || wanted.some((n, axis) => n !== undefined && n !== shape[axis])) {
    const text = wanted.map((n) => n ?? "any").join(", ");
    throw new DataFileError(file, `"${name}" of shape (${text})`, `(${shape.join(", ")})`);
  }
  return { data: floatsOrInts(found.value), shape };
}

function floatsOrInts(value: unknown): H5Array["data"] {
  const kind = Object.prototype.toString.call(value);
  if (kind === "[object Float64Array]" || kind === "[object Float32Array]") return value as Float64Array;
  return Int32Array.from(value as Iterable<number | bigint>, Number);
}
