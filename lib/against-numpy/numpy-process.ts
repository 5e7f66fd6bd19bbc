import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { NdArray } from "../nd/array.ts";
import type { TypedArray } from "../nd/dtype.ts";

/** One case for NumPy: the arrays as a0, a1, ..., and Python statements that set `r`. */
export interface NumpyCase {
  arrays: NdArray[];
  code: string;
}

/** What NumPy answered: an array, a list of arrays, text (of a print), or an error. */
export type NumpyResult =
  | { dtype: string; shape: number[]; values: Float64Array }
  | { list: NumpyResult[] }
  | { text: string }
  | { error: string };

const root = join(import.meta.dirname, "..", "..");

/** The interpreter that has NumPy: the tests' own environment, which is made where it is missing. */
export function pythonWithNumpy(): string {
  const result = spawnSync(process.execPath, [join(root, "setup", "python.mjs")], { encoding: "utf8" });
  const interpreter = result.stdout?.trim().split("\n").at(-1);
  if (result.status === 0 && interpreter) return interpreter;
  throw new Error(`setup/python.mjs: expected the path of an interpreter, got: ${result.stderr}`);
}

/** Runs all cases in one Python process. */
export function runInNumpy(python: string, cases: readonly NumpyCase[]): NumpyResult[] {
  const input = JSON.stringify(cases.map(({ arrays, code }) => ({ arrays: arrays.map(encode), code })));
  const script = join(root, "lib", "against-numpy", "numpy-cases.py");
  const result = spawnSync(python, [script], { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (result.status !== 0) throw new Error(`numpy-cases.py: ${result.stderr}`);
  return (JSON.parse(result.stdout) as Encoded[]).map(decode);
}

interface Encoded {
  dtype: string;
  shape: number[];
  data: string;
  list?: Encoded[];
  text?: string;
  error?: string;
}

/** Arrays go over as their whole memory; views are taken by the case's code on both sides. */
function encode(array: NdArray): { dtype: string; shape: number[]; data: string } {
  const { data } = array.copy();
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { dtype: array.dtype, shape: array.shape, data: bytes.toString("base64") };
}

function decode(result: Encoded): NumpyResult {
  if (result.error !== undefined) return { error: result.error };
  if (result.text !== undefined) return { text: result.text };
  if (result.list) return { list: result.list.map(decode) };
  if (!KNOWN.includes(result.dtype)) return { error: `the result is of ${result.dtype}, which lib has not` };
  const bytes = Uint8Array.from(Buffer.from(result.data, "base64"));
  return { dtype: result.dtype, shape: result.shape, values: Float64Array.from(memoryOf(result.dtype, bytes.buffer)) };
}

const KNOWN = ["float64", "float32", "int", "uint8", "bool"];

function memoryOf(dtype: string, buffer: ArrayBuffer): TypedArray {
  if (dtype === "float32") return new Float32Array(buffer);
  if (dtype === "float64" || dtype === "int") return new Float64Array(buffer);
  return new Uint8Array(buffer);
}
