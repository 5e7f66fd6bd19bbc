import type { Dtype } from "./dtype.ts";

process.env.GRADLAB_ENGINE = "tensorflow";
const nd = await import("./index.ts");
const { isInside } = await import("./residents.ts");
type Array = InstanceType<typeof nd.NdArray>;

const [N, D] = [300, 400];

/** Values with both signs, none 0. */
function values(shape: number[], dtype: Dtype = "float64", shift = 0.3): Array {
  const out = nd.zeros(shape, dtype);
  for (let i = 0; i < out.size; i++) out.data[i] = Math.sin(i * 1.7 + shift);
  return out;
}

function each(actual: Array, expected: (i: number, j: number) => number, tolerance = 0): void {
  expect(actual.shape).toEqual([N, D]);
  let worst = 0;
  for (let i = 0; i < N; i++)
    for (let j = 0; j < D; j++) {
      const value = expected(i, j);
      worst = Math.max(worst, Math.abs(actual.get(i, j) - value) - tolerance * Math.abs(value));
    }
  expect(worst).toBe(0);
}

test("exact operations give the same bits as TypeScript, with broadcasting and bare numbers", () => {
  const [x, y, row, column] = [values([N, D]), values([N, D], "float64", 1), values([D]), values([N, 1])];
  each(x.add(y), (i, j) => x.get(i, j) + y.get(i, j));
  each(x.sub(row), (i, j) => x.get(i, j) - row.get(j));
  each(column.mul(x), (i, j) => column.get(i, 0) * x.get(i, j));
  each(x.div(3), (i, j) => x.get(i, j) / 3);
  each(nd.subtract(1e-300, x), (i, j) => 1e-300 - x.get(i, j));
  each(x.neg(), (i, j) => -x.get(i, j));
  each(nd.maximum(x, 0), (i, j) => Math.max(x.get(i, j), 0));
  each(x.pow(2), (i, j) => x.get(i, j) * x.get(i, j));
  each(x.abs().sqrt(), (i, j) => Math.sqrt(Math.abs(x.get(i, j))));
});

test("float32 is computed and rounded as NumPy does", () => {
  const x = values([N, D], "float32");
  const out = x.mul(0.1).add(1);
  expect(out.dtype).toBe("float32");
  each(out, (i, j) => Math.fround(Math.fround(x.get(i, j) * Math.fround(0.1)) + 1));
});

test("exp, log and tanh within a few units in the last place", () => {
  const x = values([N, D]);
  each(x.exp(), (i, j) => Math.exp(x.get(i, j)), 1e-15);
  each(x.abs().log(), (i, j) => Math.log(Math.abs(x.get(i, j))), 1e-15);
  each(x.tanh(), (i, j) => Math.tanh(x.get(i, j)), 1e-15);
});

test("comparisons are bool arrays that stand in products", () => {
  const x = values([N, D]);
  const mask = x.gt(0);
  expect(mask.dtype).toBe("bool");
  each(x.mul(mask), (i, j) => Math.max(x.get(i, j), 0));
});

test("not-a-number goes through maximum", () => {
  const x = values([N, D]);
  x.set(0, 0, Number.NaN);
  expect(nd.maximum(x, 0).get(0, 0)).toBeNaN();
  expect(nd.maximum(x.add(0), 0).get(0, 0)).toBeNaN();
});

test("a chain stays inside until it is read; views share what is read", () => {
  const y = values([N, D]).mul(2).add(1);
  const [turned, flat] = [y.T, y.reshape(-1)];
  expect([y, turned, flat].map(isInside)).toEqual([true, true, true]);
  y.set(2, 3, 77);
  expect([turned.get(3, 2), flat.get(2 * D + 3)]).toEqual([77, 77]);
  expect(isInside(y)).toBe(false);
  expect(turned.add(0).get(3, 2)).toBe(77);
});

test("a result does not change when an operand is written to later", () => {
  const x = values([N, D]);
  const before = x.get(1, 1);
  const [y, z] = [x.mul(1), x.add(0).T];
  x.fill(5);
  expect([y.get(1, 1), z.get(1, 1)]).toEqual([before, before]);
});

test("in-place forms write to the array and all its views", () => {
  const x = values([N, D]).add(0);
  const flat = x.reshape(-1);
  const expected = x.mul(3).get(0, 1);
  x.imul(3);
  expect(isInside(x)).toBe(true);
  expect(flat.get(1)).toBe(expected);
});

test("in-place forms on a turned square array", () => {
  const x = values([N, N]).add(0);
  const [before, turned] = [x.mul(1), x.T];
  turned.iadd(values([N, N], "float64", 2));
  expect(x.get(3, 8)).toBe(before.get(3, 8) + values([N, N], "float64", 2).get(8, 3));
});

test("transposed and reshaped arrays are read in their own order", () => {
  const x = values([N, D]).add(0);
  const y = values([D, N]);
  const sum = x.T.add(y);
  expect(sum.get(5, 7)).toBe(x.get(7, 5) + y.get(5, 7));
  const blocks = values([N, D]).add(0).reshape(N, 20, 20).transpose(1, 0, 2).mul(1);
  expect(blocks.get(3, 4, 5)).toBe(x.get(4, 65));
});

test("results lie in memory as their operands do, as NumPy's", () => {
  const x = values([20, 30, 40, 5]).add(0).transpose(0, 3, 1, 2);
  const bias = values([5, 1, 1]);
  const y = nd.maximum(x.add(bias), 0).mul(x.gt(0));
  expect(isInside(y)).toBe(true);
  expect(y.stride).toEqual(x.stride);
  expect(y.get(3, 4, 5, 6)).toBe(Math.max(x.get(3, 4, 5, 6) + bias.get(4, 0, 0), 0) * +(x.get(3, 4, 5, 6) > 0));
  const again = x.mul(1);
  const sums = again.add(0).sum([0, 2, 3]);
  expect(sums.shape).toEqual([5]);
  expect(sums.get(2)).toBeCloseTo(again.slice(":", 2).copy().sum(), 9);
});

test("reductions of arrays that live inside", () => {
  const x = values([N, D]);
  const inside = x.add(0);
  const column = (j: number) => x.slice(":", j).sum();
  expect(inside.sum(0).get(3)).toBeCloseTo(column(3), 12);
  expect(inside.mean({ axis: 0, keepdims: true }).get(0, 3)).toBeCloseTo(column(3) / N, 12);
  expect(inside.sum()).toBeCloseTo(x.sum(), 9);
  expect(inside.max(1).get(2)).toBe(x.slice(2).max());
});

test.each([
  ["float64", 1e-12],
  ["float32", 1e-4],
] as const)("products of matrices in %s, transposed or not, inside or not", (dtype, tolerance) => {
  const [a, b] = [values([90, 70], dtype), values([70, 80], dtype)];
  const expected = (i: number, j: number) => {
    let sum = 0;
    for (let l = 0; l < 70; l++) sum += a.get(i, l) * b.get(l, j);
    return sum;
  };
  const [at, bt] = [nd.array(a.T).T, nd.array(b.T).T];
  const forms = [a.matmul(b), at.dot(b), a.dot(bt), at.dot(bt), a.add(0).dot(b.add(0)), nd.matmul(b.T, a.T).T];
  for (const out of forms) {
    expect(out.dtype).toBe(dtype);
    for (const [i, j] of [
      [0, 0],
      [89, 79],
      [45, 3],
    ])
      expect(Math.abs(out.get(i, j) - expected(i, j))).toBeLessThan(tolerance);
  }
});

test("float32 times float64 is computed in float64", () => {
  const [a, b] = [values([90, 70], "float32"), values([70, 80])];
  const out = a.dot(b);
  expect(out.dtype).toBe("float64");
  expect(out.get(3, 4)).toBeCloseTo(a.astype("float64").slice(3).mul(b.slice(":", 4)).sum(), 12);
});

test("stacks of products repeat their leading axes", () => {
  const [a, b] = [values([3, 40, 50]), values([50, 30])];
  const out = nd.matmul(a, b);
  expect(out.shape).toEqual([3, 40, 30]);
  expect(out.get(2, 5, 6)).toBeCloseTo(a.slice(2).dot(b).get(5, 6), 12);
});

test("a large product of arrays inside is that of the moment of the call, whatever is written before it is read", () => {
  const [a, b] = [values([N, D]).add(0), values([D, N]).add(0)];
  const expected = a.slice(3).mul(b.slice(":", 4)).sum();
  const [left, right] = [a.add(0), b.add(0)];
  const product = left.dot(right);
  left.imul(0);
  right.set(0, 4, 1e6);
  expect(product.get(3, 4)).toBeCloseTo(expected, 9);
});

test("steps of an expression are made with the next one, and are what they were at the moment of the call", () => {
  const x = values([N, D]).add(0);
  const before = x.mul(1).get(2, 3);
  const [scaled, chained] = [x.mul(3), x.mul(2).add(1).neg().div(4).pow(2)];
  const used = scaled.add(x);
  x.imul(0);
  expect(used.get(2, 3)).toBe(before * 3 + before);
  expect(scaled.add(1).get(2, 3)).toBe(before * 3 + 1);
  expect(scaled.get(2, 3)).toBe(before * 3);
  expect(chained.get(2, 3)).toBe((-(before * 2 + 1) / 4) ** 2);
  expect(nd.subtract(1, scaled).T.get(3, 2)).toBe(1 - before * 3);
  const turned = values([N, D]).add(0).T.mul(2);
  expect(turned.get(3, 2)).toBe(before * 2);
});

test("an expression that grows for ever is made on the way", () => {
  let x = values([N, D]).add(0);
  const before = x.mul(1).get(2, 3);
  for (let i = 0; i < 3000; i++) x = x.mul(-1);
  expect(x.get(2, 3)).toBe(before);
});
