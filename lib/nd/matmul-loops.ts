import type { TypedArray } from "./dtype.ts";

/** Dense row-major memory from an offset on. */
export interface Block {
  data: TypedArray;
  offset: number;
}

/** Rows of the right-hand side that stay in the processor's cache while all rows of the left pass. */
const BLOCK = 64;

/**
 * c += a b for dense a (m, k), b (k, n), c (m, n). Four rows of b at a time, so that c is read and written a quarter as often;
 * written out, as this is where a product without an engine spends its time.
 */
function multiply(
  a: TypedArray,
  ao: number,
  b: TypedArray,
  bo: number,
  c: TypedArray,
  co: number,
  m: number,
  k: number,
  n: number,
) {
  for (let p0 = 0; p0 < k; p0 += BLOCK) {
    const p1 = Math.min(k, p0 + BLOCK);
    for (let i = 0; i < m; i++) {
      const row = co + i * n;
      const left = ao + i * k;
      let p = p0;
      for (; p + 3 < p1; p += 4) {
        const a0 = a[left + p];
        const a1 = a[left + p + 1];
        const a2 = a[left + p + 2];
        const a3 = a[left + p + 3];
        const b0 = bo + p * n;
        const b1 = b0 + n;
        const b2 = b1 + n;
        const b3 = b2 + n;
        for (let j = 0; j < n; j++) c[row + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
      }
      for (; p < p1; p++) {
        const a0 = a[left + p];
        const b0 = bo + p * n;
        for (let j = 0; j < n; j++) c[row + j] += a0 * b[b0 + j];
      }
    }
  }
}

/** One compiled copy per kind of memory, so that V8 sees one kind in each. */
const compiled = (): typeof multiply => new Function("BLOCK", `return ${multiply.toString()}`)(BLOCK);
const multiply64 = compiled();
const multiply32 = compiled();

/** c += a b: three blocks of the same float dtype. */
export function multiplyBlock(a: Block, b: Block, c: Block, m: number, k: number, n: number): void {
  const run = c.data.BYTES_PER_ELEMENT === 4 ? multiply32 : multiply64;
  run(a.data, a.offset, b.data, b.offset, c.data, c.offset, m, k, n);
}
