import type { Loops } from "./loop.ts";

/** NumPy's buffer, in elements. */
const BUFFER = 8192;

/** How many of the fastest loops NumPy adds up in one call of its inner loop, and in runs of how many elements. */
export interface Block {
  loops: number;
  run: number;
}

/**
 * What one call of the inner loop covers when the fastest loop is reduced. NumPy's iterator copies rows that do not lie
 * dense into a buffer where it estimates that as cheaper, so that the pairwise sum runs over several of them at once. For sums
 * equal to the last bit the same estimate is made here.
 *
 * @param loops strides[0] of the output, strides[1] of the input; slowest loop first
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/src/multiarray/nditer_constr.c (npyiter_find_buffering_setup)
 */
export function blockOf(loops: Loops): Block {
  const depth = loops.lengths.length;
  const at = (k: number) => ({
    length: loops.lengths[depth - 1 - k],
    kept: loops.strides[0][depth - 1 - k] !== 0,
    stride: loops.strides[1][depth - 1 - k],
  });
  let size = at(0).length;
  let cost = 1;
  let dense = 1;
  let best = { dim: 0, cost, size, core: 1, reduces: false };
  for (let dim = 1; dim < depth && !at(dim - 1).kept; dim++) {
    if (size >= BUFFER && cost > 1) break;
    const { kept, length, stride } = at(dim);
    if (kept) cost++;
    if (dense === dim) {
      if (at(dim - 1).stride * at(dim - 1).length === stride) dense++;
      else cost++;
    }
    const core = size;
    size *= length;
    const buffered = cost > 1 ? Math.min(size, BUFFER) : size;
    if (cost * best.size <= best.cost * buffered) best = { dim, cost, size, core, reduces: kept };
  }
  if (best.dim === 0) return { loops: 1, run: at(0).length };
  if (best.reduces) return { loops: best.dim, run: best.core };
  return { loops: best.dim + 1, run: best.size > BUFFER ? best.core * Math.floor(BUFFER / best.core) : best.size };
}
