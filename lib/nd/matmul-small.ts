import type { NdArray } from "./array.ts";
import type { TypedArray } from "./dtype.ts";
import { allocated } from "./make.ts";

/** Products of so many multiplications are done here: preparing dense operands would cost more than the work. */
const SMALL = 20_000;

/** The product of two small matrices, wherever their elements lie; undefined for others. */
export function matmulSmall(a: NdArray, b: NdArray, dtype: "float64" | "float32"): NdArray | undefined {
  if (a.shape.length !== 2 || b.shape.length !== 2) return undefined;
  const [m, k] = a.shape;
  const n = b.shape[1];
  if (m * k * n > SMALL || a._data === null || b._data === null) return undefined;
  const out = allocated(dtype, [m, n]);
  const run = dtype === "float64" && a.dtype === dtype && b.dtype === dtype ? multiplyDoubles : multiplyOthers;
  run(out.data, a.data, a.offset, a.stride[0], a.stride[1], b.data, b.offset, b.stride[0], b.stride[1], m, k, n);
  return out;
}

/**
 * Four columns of the result at once, each a sum in double precision. Hot.
 * @param pa where a begins; ra, ca its strides along rows and columns; likewise for b
 */
function multiply(
  out: TypedArray,
  a: TypedArray,
  pa: number,
  ra: number,
  ca: number,
  b: TypedArray,
  pb: number,
  rb: number,
  cb: number,
  m: number,
  k: number,
  n: number,
): void {
  const even = n - (n % 4);
  for (let i = 0, at = 0; i < m; i++) {
    const row = pa + i * ra;
    let j = 0;
    for (; j < even; j += 4, at += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let l = 0, p = row, q = pb + j * cb; l < k; l++, p += ca, q += rb) {
        const v = a[p];
        s0 += v * b[q];
        s1 += v * b[q + cb];
        s2 += v * b[q + 2 * cb];
        s3 += v * b[q + 3 * cb];
      }
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
    }
    for (; j < n; j++) {
      let s = 0;
      for (let l = 0, p = row, q = pb + j * cb; l < k; l++, p += ca, q += rb) s += a[p] * b[q];
      out[at++] = s;
    }
  }
}

/** Two compiled copies, so that float64 keeps machine code of its own. */
const compiled = (): typeof multiply => new Function(`return ${multiply.toString()}`)();
const multiplyDoubles = compiled();
const multiplyOthers = compiled();
