import { sizeOf } from "./shape.ts";

/**
 * The order in which NumPy walks the axes of operands: by strides, largest first, C order where operands disagree.
 * Keeping it makes results lie in memory as NumPy's do, so that sums over them add up in the same order.
 *
 * @param strides for each operand one stride per axis; 0 for broadcast axes. Axes of length 1 have no say
 * @returns the axes from the slowest to the fastest
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/src/multiarray/nditer_constr.c (npyiter_find_best_axis_ordering)
 */
export function axisOrder(shape: readonly number[], strides: readonly (readonly number[])[]): number[] {
  const fastToSlow: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    let place = fastToSlow.length;
    for (let i = fastToSlow.length - 1; i >= 0; i--) {
      const order = shape[axis] === 1 || shape[fastToSlow[i]] === 1 ? 0 : compareAxes(axis, fastToSlow[i], strides);
      if (order < 0) place = i;
      else if (order > 0) break;
    }
    fastToSlow.splice(place, 0, axis);
  }
  return fastToSlow.reverse();
}

/** Negative where `axis` should be faster than `inner`, positive where not, 0 where no operand has an opinion. */
function compareAxes(axis: number, inner: number, strides: readonly (readonly number[])[]): number {
  let verdict = 0;
  for (const stride of strides) {
    const own = Math.abs(stride[axis]);
    const other = Math.abs(stride[inner]);
    if (own === 0 || other === 0) continue;
    if (other <= own) verdict = 1;
    else if (verdict === 0) verdict = -1;
  }
  return verdict;
}

/** A nest of loops over several operands: lengths and, per operand, strides, slowest loop first. */
export interface Loops {
  lengths: number[];
  /** strides[operand][loop] */
  strides: number[][];
}

/** The fewest loops that visit all elements in the given order of axes: axes of length 1 go, neighbours that lie dense merge. */
export function mergeLoops(
  shape: readonly number[],
  order: readonly number[],
  strides: readonly (readonly number[])[],
): Loops {
  const lengths: number[] = [];
  const merged: number[][] = strides.map(() => []);
  for (const axis of order) {
    const length = shape[axis];
    if (length === 1) continue;
    const top = lengths.length - 1;
    if (top >= 0 && liesDense(strides, merged, axis, length)) {
      lengths[top] *= length;
      for (let k = 0; k < strides.length; k++) merged[k][top] = strides[k][axis];
      continue;
    }
    lengths.push(length);
    for (let k = 0; k < strides.length; k++) merged[k].push(strides[k][axis]);
  }
  return { lengths, strides: merged };
}

/** True where for every operand the last loop goes on where another loop of `length` along `axis` ends. */
function liesDense(
  strides: readonly (readonly number[])[],
  merged: readonly (readonly number[])[],
  axis: number,
  length: number,
): boolean {
  for (let k = 0; k < strides.length; k++) {
    const own = merged[k];
    if (own[own.length - 1] !== strides[k][axis] * length) return false;
  }
  return true;
}

/** Calls `body` with each operand's place for every step of the loops except the `inner` fastest. Needs a nonempty array. */
export function forOuter(
  loops: Loops,
  inner: number,
  offsets: readonly number[],
  body: (places: number[]) => void,
): void {
  const outer = Math.max(0, loops.lengths.length - inner);
  const places = [...offsets];
  const counter = new Array<number>(outer).fill(0);
  for (let left = sizeOf(loops.lengths.slice(0, outer)); left > 0; left--) {
    body(places);
    for (let loop = outer - 1; loop >= 0; loop--) {
      const wrapped = ++counter[loop] === loops.lengths[loop];
      const move = wrapped ? 1 - loops.lengths[loop] : 1;
      for (let k = 0; k < places.length; k++) places[k] += move * loops.strides[k][loop];
      if (!wrapped) break;
      counter[loop] = 0;
    }
  }
}
