/** The memory of a product: both operands and the result have one dtype. */
export type Floats = Float64Array | Float32Array;

/** The sizes of a product of matrices, (batch, m, k) by (batch, k, n), and how its operands lie in memory. */
export interface MatmulSize {
  m: number;
  k: number;
  n: number;
  /** The first operand lies in memory as (k, m). */
  transposeA?: boolean;
  /** The second operand lies in memory as (n, k). */
  transposeB?: boolean;
  /** How many products, one after the other in memory; 1 where left out. */
  batch?: number;
}

/**
 * The product of matrices in plain loops. Hot: four rows of the result are built at once over panels of the second
 * operand that stay in the cache, so each of its elements is read once for four multiplications.
 */
export function matmulLoops<A extends Floats>(a: A, b: A, size: MatmulSize): A {
  const { m, k, n, transposeA, transposeB, batch = 1 } = size;
  const out = new (a.constructor as new (length: number) => A)(batch * m * n);
  for (let i = 0; i < batch; i++) {
    const left = a.subarray(i * m * k, (i + 1) * m * k) as A;
    const right = b.subarray(i * k * n, (i + 1) * k * n) as A;
    const rows = transposeA ? transposed(left, k, m) : left;
    const columns = transposeB ? transposed(right, n, k) : right;
    multiply(rows, columns, out.subarray(i * m * n, (i + 1) * m * n) as A, m, k, n);
  }
  return out;
}

/** Columns of the second operand handled at once: 256 rows of it fit the second-level cache. */
const PANEL = 256;

/** out (m, n) += a (m, k) b (k, n), all C-contiguous. float32 is accumulated in double and rounded once. */
function multiply(a: Floats, b: Floats, out: Floats, m: number, k: number, n: number): void {
  const width = Math.min(PANEL, n);
  const sums = [0, 1, 2, 3].map(() => new Float64Array(width));
  const [s0, s1, s2, s3] = sums;
  for (let start = 0; start < n; start += width) {
    const end = Math.min(start + width, n);
    for (let i = 0; i < m; i += 4) {
      const rows = Math.min(4, m - i);
      for (const sum of sums) sum.fill(0);
      const r0 = i * k;
      const r1 = rows > 1 ? r0 + k : r0;
      const r2 = rows > 2 ? r0 + 2 * k : r0;
      const r3 = rows > 3 ? r0 + 3 * k : r0;
      for (let l = 0; l < k; l++) {
        const a0 = a[r0 + l];
        const a1 = a[r1 + l];
        const a2 = a[r2 + l];
        const a3 = a[r3 + l];
        for (let j = start, p = l * n + start, q = 0; j < end; j++, p++, q++) {
          const v = b[p];
          s0[q] += a0 * v;
          s1[q] += a1 * v;
          s2[q] += a2 * v;
          s3[q] += a3 * v;
        }
      }
      for (let row = 0; row < rows; row++) {
        out.set(end - start === width ? sums[row] : sums[row].subarray(0, end - start), (i + row) * n + start);
      }
    }
  }
}

/** A (rows, columns) matrix turned to (columns, rows), in fresh memory. */
function transposed<A extends Floats>(a: A, rows: number, columns: number): A {
  const out = new (a.constructor as new (length: number) => A)(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}
