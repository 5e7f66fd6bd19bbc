/**
 * Comparisons over the EXPECTED shape, finite first. They trust nothing about the actual value: it may be a string, a
 * shorter list, all NaN. In the trusted process it has come over the membrane as plain data or arrays of our own.
 */
import { NdArray } from "gradlab/lib";

export interface Flat {
  shape: number[];
  values: ArrayLike<number>;
  /** "float", "int", "bool", or "number" for bare numbers, which go with any. */
  kind: "float" | "int" | "bool" | "number";
  /** True for a library array: where one is expected, a list of lists is none. */
  isArray?: boolean;
}

/** The numbers of an array, a nested list, a typed array or a bare number; undefined for anything else. */
export function flatten(value: unknown): Flat | undefined {
  if (typeof value === "number") return { shape: [], values: [value], kind: "number" };
  if (typeof value !== "object" || value === null) return undefined;
  if (ArrayBuffer.isView(value)) return fromMemory(value);
  if (Array.isArray(value)) return fromNested(value);
  return fromArray(value);
}

function fromMemory(view: ArrayBufferView): Flat | undefined {
  const name = Object.prototype.toString.call(view).slice(8, -1);
  if (name === "DataView" || name.startsWith("Big")) return undefined;
  const values = view as unknown as ArrayLike<number>;
  return { shape: [values.length], values, kind: name.startsWith("Float") ? "float" : "int" };
}

/** The library's own arrays only: a thing that merely looks like one may answer differently each time it is asked. */
function fromArray(value: object): Flat | undefined {
  if (!(value instanceof NdArray)) return undefined;
  const { shape, dtype } = value;
  const kind = dtype.startsWith("float") ? "float" : dtype === "bool" ? "bool" : "int";
  return { shape: [...shape], values: value.copy().data, kind, isArray: true };
}

function fromNested(list: unknown[]): Flat | undefined {
  const shape: number[] = [];
  for (let level: unknown = list; Array.isArray(level); level = level[0]) shape.push(level.length);
  const values: number[] = [];
  return collect(list, shape, 0, values) ? { shape, values, kind: "number" } : undefined;
}

function collect(value: unknown, shape: number[], depth: number, into: number[]): boolean {
  if (depth === shape.length) {
    if (typeof value !== "number") return false;
    into.push(value);
    return true;
  }
  return (
    Array.isArray(value) &&
    value.length === shape[depth] &&
    value.every((item) => collect(item, shape, depth + 1, into))
  );
}

export const shapeText = (shape: readonly number[]) =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

/** What is wrong before any figure is compared: kind of value, shape, dtype kind, finiteness; undefined where nothing is. */
export function mismatch(actual: Flat | undefined, expected: Flat, what: unknown): string | undefined {
  if (!actual) return `expected ${describe(expected)}, got ${typeOf(what)}`;
  if (expected.isArray && expected.shape.length > 0 && !actual.isArray)
    return `expected ${describe(expected)}, got a list; make it an array with nd.array`;
  if (actual.shape.length !== expected.shape.length || actual.shape.some((n, i) => n !== expected.shape[i]))
    return `expected shape ${shapeText(expected.shape)}, got ${shapeText(actual.shape)}`;
  if (actual.kind !== "number" && expected.kind !== "number" && actual.kind !== expected.kind)
    return `expected ${expected.kind} numbers, got ${actual.kind}`;
  return notFinite(actual, expected);
}

function describe({ shape }: Flat): string {
  return shape.length === 0 ? "a number" : `an array of shape ${shapeText(shape)}`;
}

/** What kind of thing a value is, for a message; never its content. */
export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list that is not an array of numbers";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function notFinite(actual: Flat, expected: Flat): string | undefined {
  for (let i = 0; i < expected.values.length; i++) {
    const [a, e] = [actual.values[i], expected.values[i]];
    if (!Number.isFinite(a) && !Object.is(a, e)) return `expected finite numbers, got ${String(a)} at place ${i}`;
  }
  return undefined;
}

/** max |x - y| / max(1e-8, |x| + |y|) over the expected places; NaN where any term is NaN. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const [x, y] = [actual[i], expected[i]];
    if (Object.is(x, y)) continue;
    // Halves, so that neither the difference nor the sum of large numbers overflows.
    const error = Math.abs(x / 2 - y / 2) / Math.max(0.5e-8, Math.abs(x / 2) + Math.abs(y / 2));
    // Written so that NaN wins: a comparison with NaN is false either way.
    if (!(error <= worst)) worst = error;
    if (Number.isNaN(worst)) return worst;
  }
  return worst;
}
