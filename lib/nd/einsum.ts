import type { NdArray } from "./array.ts";
import { promote } from "./dtype.ts";
import { type ParsedSubscripts, parseSubscripts } from "./einsum-subscripts.ts";
import { viewOf } from "./make.ts";
import { matmul } from "./matmul.ts";
import { type Operand, toNdArray } from "./operand.ts";
import { expandDims, reshape, transpose } from "./reshape.ts";
import { shapeText, sizeOf } from "./shape.ts";

/** An operand whose axes have names. */
interface Named {
  labels: string[];
  array: NdArray;
}

/**
 * Sums of products, written by naming axes: `nd.einsum("ij,jk->ik", a, b)` is the matrix product, `"ii"` the trace, `"...ij->...ji"` swaps the
 * last axes. Axes that the result does not name are summed over. Contractions of two operands run as matrix products.
 *
 * @throws RangeError where an axis has two lengths or the subscripts do not fit the operands
 * @see https://numpy.org/doc/stable/reference/generated/numpy.einsum.html
 */
export function einsum(subscripts: string, ...operands: Operand[]): NdArray {
  const arrays = operands.map((operand) => toNdArray(operand));
  const parsed = parseSubscripts(subscripts, arrays);
  checkLengths(subscripts, parsed, arrays);
  const dtype = arrays.map((array) => array.dtype).reduce(promote);
  let [result, ...rest] = parsed.inputs.map((labels, k) =>
    withoutRepeats({ labels, array: toNdArray(arrays[k], dtype) }),
  );
  while (rest.length > 0) {
    const [next, ...later] = rest;
    const needed = new Set([...parsed.output, ...later.flatMap(({ labels }) => labels)]);
    result = contract(result, next, needed);
    rest = later;
  }
  return inOrder(sumOut(result, new Set(parsed.output)), parsed.output);
}

/** Each named axis has one length, or 1, which repeats. */
function checkLengths(subscripts: string, { inputs }: ParsedSubscripts, arrays: readonly NdArray[]): void {
  const lengths = new Map<string, number>();
  inputs.forEach((labels, k) => {
    labels.forEach((label, axis) => {
      const length = arrays[k].shape[axis];
      const known = lengths.get(label) ?? 1;
      if (length !== known && length !== 1 && known !== 1) {
        const shapes = arrays.map((array) => shapeText(array.shape)).join(" and ");
        throw new RangeError(
          `einsum "${subscripts}": axis ${label} has length ${known} and ${length} in operands of shapes ${shapes}`,
        );
      }
      lengths.set(label, Math.max(known, length));
    });
  });
}

/** An axis named twice in one operand means its diagonal: a view whose strides add up. */
function withoutRepeats({ labels, array }: Named): Named {
  const kept = [...new Set(labels)];
  if (kept.length === labels.length) return { labels, array };
  const at = (label: string) => labels.flatMap((other, axis) => (other === label ? [axis] : []));
  const shape = kept.map((label) => Math.max(...at(label).map((axis) => array.shape[axis])));
  const stride = kept.map((label) =>
    at(label).reduce((sum, axis) => sum + (array.shape[axis] === 1 ? 0 : array.stride[axis]), 0),
  );
  return { labels: kept, array: viewOf(array, shape, stride, array.offset) };
}

/** Sums over the axes that are not needed any more. */
function sumOut({ labels, array }: Named, needed: ReadonlySet<string>): Named {
  const gone = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  if (gone.length === 0) return { labels, array };
  const { dtype } = array;
  return { labels: labels.filter((label) => needed.has(label)), array: toNdArray(array.sum({ axis: gone }), dtype) };
}

/** The axes in the wanted order; axes that only this side lacks come in with length 1. */
function inOrder({ labels, array }: Named, wanted: readonly string[]): NdArray {
  const order = wanted.filter((label) => labels.includes(label)).map((label) => labels.indexOf(label));
  let view = transpose(array, order);
  wanted.forEach((label, axis) => {
    if (!labels.includes(label)) view = expandDims(view, axis);
  });
  return view;
}

/** The product of two operands, summed over all that nobody needs later. */
function contract(first: Named, second: Named, needed: ReadonlySet<string>): Named {
  const a = sumOut(first, new Set([...needed, ...second.labels]));
  const b = sumOut(second, new Set([...needed, ...a.labels]));
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const broadcasts = shared.some((label) => lengthOf(a, label) !== lengthOf(b, label));
  const summed = shared.filter((label) => !needed.has(label));
  if (broadcasts || summed.length === 0) return multiplyAll(a, b, needed);
  return multiplyMatrices(
    a,
    b,
    shared.filter((label) => needed.has(label)),
    summed,
  );
}

function lengthOf({ labels, array }: Named, label: string): number {
  return array.shape[labels.indexOf(label)];
}

/** Element by element over all axes of both. */
function multiplyAll(a: Named, b: Named, needed: ReadonlySet<string>): Named {
  const labels = [...new Set([...a.labels, ...b.labels])];
  return sumOut({ labels, array: inOrder(a, labels).mul(inOrder(b, labels)) }, needed);
}

/** As (batch, rows, summed) times (batch, summed, columns). */
function multiplyMatrices(a: Named, b: Named, batch: string[], summed: string[]): Named {
  const rows = a.labels.filter((label) => !b.labels.includes(label));
  const columns = b.labels.filter((label) => !a.labels.includes(label));
  const [nb, nk] = [batch, summed].map((labels) => sizeOf(labels.map((label) => lengthOf(a, label))));
  const nr = sizeOf(rows.map((label) => lengthOf(a, label)));
  const nc = sizeOf(columns.map((label) => lengthOf(b, label)));
  const left = reshape(inOrder(a, [...batch, ...rows, ...summed]), [nb, nr, nk]);
  const right = reshape(inOrder(b, [...batch, ...summed, ...columns]), [nb, nk, nc]);
  const labels = [...batch, ...rows, ...columns];
  const shape = labels.map((label) => (a.labels.includes(label) ? lengthOf(a, label) : lengthOf(b, label)));
  return { labels, array: reshape(matmul(left, right), shape) };
}
