import { NdArray } from "../nd/array.ts";
import { toNdArray } from "../nd/operand.ts";
import type { NumpyResult } from "./numpy-process.ts";

/** How near a result must come: `ulp` steps of the floating-point numbers, or `relative` to the largest element. */
export interface Nearness {
  ulp?: number;
  relative?: number;
  /** 0 and -0 count as equal: which of them max picks depends on the processor. */
  zeros?: boolean;
}

/** What of ours differs from NumPy's, in words; undefined where nothing does. */
export function difference(ours: unknown, numpy: NumpyResult, nearness: Nearness): string | undefined {
  if ("error" in numpy) return ours instanceof Error ? undefined : `NumPy refuses: ${numpy.error}`;
  if (ours instanceof Error) return `we refuse: ${ours.message}`;
  if ("text" in numpy) return ours === numpy.text ? undefined : `printed\n${String(ours)}\nNumPy prints\n${numpy.text}`;
  if ("list" in numpy) return listDifference(ours, numpy.list, nearness);
  const array = toNdArray(ours as NdArray);
  if (ours instanceof NdArray) {
    const dtype = array.dtype === "int32" ? "int" : array.dtype;
    if (dtype !== numpy.dtype) return `dtype ${dtype}, NumPy's is ${numpy.dtype}`;
  }
  if (array.shape.join() !== numpy.shape.join()) return `shape (${array.shape}), NumPy's is (${numpy.shape})`;
  return valueDifference(Float64Array.from(array.copy().data), numpy.values, array.dtype === "float32", nearness);
}

function listDifference(ours: unknown, list: NumpyResult[], nearness: Nearness): string | undefined {
  if (!Array.isArray(ours) || ours.length !== list.length) return `expected a list of ${list.length} arrays`;
  return list.map((entry, k) => difference(ours[k], entry, nearness)).find((text) => text !== undefined);
}

/** Below 2^-1022 (float32: 2^-126) numbers have ever fewer digits, and mathematics libraries differ in more of them. */
const DENORMAL = 16 * 2 ** -1074;
const DENORMAL_SINGLE = 2 ** -149;

function valueDifference(
  ours: Float64Array,
  numpy: Float64Array,
  single: boolean,
  nearness: Nearness,
): string | undefined {
  const largest = numpy.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  for (let i = 0; i < ours.length; i++) {
    if (Object.is(ours[i], numpy[i])) continue;
    if (nearness.zeros && ours[i] === numpy[i]) continue;
    const away = Math.abs(ours[i] - numpy[i]);
    const size = Math.abs(numpy[i]);
    const step = single ? Math.max(size * 2 ** -23, DENORMAL_SINGLE) : Math.max(size * 2 ** -52, DENORMAL);
    if (away > 0 && away <= (nearness.ulp ?? 0) * step) continue;
    if (away <= (nearness.relative ?? -1) * largest) continue;
    return `element ${i} is ${ours[i]}, NumPy's is ${numpy[i]}`;
  }
  return undefined;
}
