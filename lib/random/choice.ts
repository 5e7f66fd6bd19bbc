import type { NdArray } from "../nd/array.ts";
import { allocated } from "../nd/make.ts";
import { contiguous, type Operand, toNdArray } from "../nd/operand.ts";
import { shapeText, sizeOf } from "../nd/shape.ts";
import { searchsorted } from "../nd/sort.ts";
import type { RandomState } from "./random-state.ts";

/** `replace: false` draws each element once at most; `p` holds one probability per element. */
export interface ChoiceOptions {
  replace?: boolean;
  p?: Operand;
}

/** Places from 0 ... n - 1, drawn as NumPy's legacy choice draws them. */
export function choosePlaces(
  stream: RandomState,
  n: number,
  shape: number[],
  { replace = true, p }: ChoiceOptions,
): NdArray {
  if (!Number.isInteger(n) || n <= 0)
    throw new RangeError(`random.choice: expected something to choose from, got ${n} elements`);
  const size = sizeOf(shape);
  const chances = p === undefined ? undefined : probabilities(p, n);
  if (replace)
    return chances
      ? searchsorted(cumulated(chances), stream.randomSample(shape), "right")
      : stream.randint(0, n, shape);
  if (size > n) throw new RangeError(`random.choice: cannot draw ${size} of ${n} elements without replacement`);
  const drawn = chances ? withoutReplacement(stream, chances, size) : stream.permutation(n).data.subarray(0, size);
  const out = allocated("int32", shape);
  out.data.set(drawn);
  return out;
}

function probabilities(p: Operand, n: number): Float64Array {
  const given = contiguous(toNdArray(p, "float64"));
  if (given.ndim !== 1 || given.size !== n) {
    throw new RangeError(`random.choice: expected ${n} probabilities, got shape ${shapeText(given.shape)}`);
  }
  const list = Float64Array.from(given.data.subarray(given.offset, given.offset + n));
  const total = list.reduce((a, b) => a + b, 0);
  if (list.some((value) => !(value >= 0)) || Math.abs(total - 1) > 1.5e-8) {
    throw new RangeError(`random.choice: expected probabilities of 0 or more that sum to 1, got the sum ${total}`);
  }
  return list;
}

/** Running sums, divided by the last. */
function cumulated(chances: Float64Array): Float64Array {
  const sums = Float64Array.from(chances);
  for (let i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
  const total = sums[sums.length - 1];
  return sums.map((value) => value / total);
}

/** Draws as many as are missing, keeps the first of each place, sets their chances to 0, and so on. */
function withoutReplacement(stream: RandomState, chances: Float64Array, size: number): Int32Array {
  if (chances.filter((value) => value > 0).length < size) {
    throw new RangeError(`random.choice: fewer than ${size} elements have a probability above 0`);
  }
  const left = Float64Array.from(chances);
  const found: number[] = [];
  while (found.length < size) {
    const draws = stream.rand(size - found.length);
    for (const place of found) left[place] = 0;
    const fresh = new Set(searchsorted(cumulated(left), draws, "right").data);
    found.push(...fresh);
  }
  return Int32Array.from(found);
}
