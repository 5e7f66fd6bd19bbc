import { contiguous, type Operand, toNdArray } from "../nd/operand.ts";
import { sameShape, shapeText } from "../nd/shape.ts";

/**
 * The largest relative error between two arrays: max |x - y| / max(1e-8, |x| + |y|), NaN where either holds one.
 * Below 1e-7 a gradient is most likely right, above 1e-2 most likely wrong.
 *
 * @throws RangeError where the shapes differ
 */
export function relError(x: Operand, y: Operand): number {
  const [a, b] = [contiguous(toNdArray(x)), contiguous(toNdArray(y))];
  if (!sameShape(a.shape, b.shape)) {
    throw new RangeError(
      `relError: expected two arrays of one shape, got ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  }
  const [da, db] = [a.data, b.data];
  let worst = 0;
  for (let i = 0, p = a.offset, q = b.offset; i < a.size; i++, p++, q++) {
    const error = Math.abs(da[p] - db[q]) / Math.max(1e-8, Math.abs(da[p]) + Math.abs(db[q]));
    worst = Math.max(worst, error);
  }
  return worst;
}
