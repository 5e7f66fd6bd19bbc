/** A solver's state as a file: JSON whose arrays are base64, so that floats come back bit for bit. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { NdArray } from "../nd/array.ts";
import { allocate, type Dtype } from "../nd/dtype.ts";
import { wrap } from "../nd/make.ts";

interface PackedArray {
  ndarray: { dtype: Dtype; shape: number[]; base64: string };
}

/** Writes plain data with arrays in it; the file appears whole or not at all. */
export function writeCheckpoint(path: string, state: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, JSON.stringify(state, pack));
  renameSync(`${path}.part`, path);
}

/** Reads what {@link writeCheckpoint} wrote. */
export function readCheckpoint(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"), (_key, value) => (isPacked(value) ? unpackArray(value) : value));
}

/** `this[key]` is the value before toJSON made nested lists of it. */
function pack(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  if (original instanceof NdArray) return packArray(original);
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function packArray(array: NdArray): PackedArray {
  const { dtype, shape, data } = array.copy();
  const base64 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
  return { ndarray: { dtype, shape, base64 } };
}

function isPacked(value: unknown): value is PackedArray | { number: string } {
  return typeof value === "object" && value !== null && ("ndarray" in value || "number" in value);
}

function unpackArray(packed: PackedArray | { number: string }): NdArray | number {
  if ("number" in packed) return Number(packed.number);
  const { dtype, shape, base64 } = packed.ndarray;
  const data = allocate(
    dtype,
    shape.reduce((product, n) => product * n, 1),
  );
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength).set(Buffer.from(base64, "base64"));
  return wrap(data, dtype, shape);
}
