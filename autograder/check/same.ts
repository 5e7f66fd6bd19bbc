import { flatten } from "./compare.ts";

/** Whether two plain values are the same data. NaN equals nothing, so that no broken result equals another. */
export function sameData(actual: unknown, expected: unknown, depth = 0): boolean {
  if (depth > 32) return false;
  if (typeof expected !== "object" || expected === null) return actual === expected;
  if (typeof actual !== "object" || actual === null) return false;
  if (Array.isArray(expected)) return sameList(actual, expected, depth);
  const array = flatten(expected);
  return array ? sameArray(actual, array) : sameRecord(actual, expected as Record<string, unknown>, depth);
}

function sameList(actual: object, expected: unknown[], depth: number): boolean {
  if (!Array.isArray(actual) || actual.length !== expected.length) return false;
  return expected.every((item, i) => sameData(actual[i], item, depth + 1));
}

function sameArray(actual: object, expected: NonNullable<ReturnType<typeof flatten>>): boolean {
  const got = flatten(actual);
  if (!got || got.shape.join() !== expected.shape.join()) return false;
  for (let i = 0; i < expected.values.length; i++) if (got.values[i] !== expected.values[i]) return false;
  return true;
}

function sameRecord(actual: object, expected: Record<string, unknown>, depth: number): boolean {
  const keys = Object.keys(expected);
  if (Array.isArray(actual) || Object.keys(actual).length !== keys.length) return false;
  return keys.every(
    (key) => Object.hasOwn(actual, key) && sameData((actual as Record<string, unknown>)[key], expected[key], depth + 1),
  );
}
