import type { Dtype } from "./dtype.ts";

const nd = await import("./index.ts");
const { pairwiseSum32, pairwiseSum64 } = await import("./pairwise-sum.ts");
const { engineChoice } = await import("../engine/index.ts");
type Array = InstanceType<typeof nd.NdArray>;

const [N, D] = [360, 400];

/** Values with both signs, none 0. */
function values(shape: number[], dtype: Dtype = "float64", shift = 0.3): Array {
  const out = nd.zeros(shape, dtype);
  for (let i = 0; i < out.size; i++) out.data[i] = Math.sin(i * 1.7 + shift);
  return out;
}

/** The same, not in JavaScript's memory. */
const away = (shape: number[], dtype: Dtype = "float64", shift = 0.3) => values(shape, dtype, shift).mul(1);

const isAway = (x: Array) => x._data === null;

/** Compares the bits of every element. */
function expectEach(actual: Array, expected: (i: number, j: number) => number): void {
  let wrong = 0;
  for (let i = 0; i < actual.shape[0]; i++)
    for (let j = 0; j < actual.shape[1]; j++) if (!Object.is(actual.get(i, j), expected(i, j))) wrong++;
  expect(wrong).toBe(0);
}

describe.each(["float64", "float32"] as const)("in %s", (dtype) => {
  const round = dtype === "float32" ? Math.fround : (value: number) => value;

  test("an expression gives the bits of its steps one by one", () => {
    const [x, y] = [values([N, D], dtype), values([N, D], dtype, 1)];
    const [a, b] = [away([N, D], dtype), away([N, D], dtype, 1)];
    const made = a.mul(0.9).add(b.pow(2).mul(0.1)).div(b.abs().sqrt().add(1e-8)).neg();
    expect([a, made].map(isAway)).toEqual([true, true]);
    const c = [0.9, 0.1, 1e-8].map(round);
    expectEach(made, (i, j) => {
      const [p, q] = [x.get(i, j), y.get(i, j)];
      const above = round(round(p * c[0]) + round(round(q * q) * c[1]));
      return -round(above / round(round(Math.sqrt(Math.abs(q))) + c[2]));
    });
  });

  test("rows and columns that are repeated, and arrays that lie turned", () => {
    const [row, column] = [values([D], dtype, 2), values([N, 1], dtype, 3)];
    const [x, a] = [values([N, D], dtype), away([N, D], dtype)];
    expectEach(a.add(row).mul(column), (i, j) => round(round(x.get(i, j) + row.get(j)) * column.get(i, 0)));
    expectEach(nd.subtract(column, a.mul(2)), (i, j) => round(column.get(i, 0) - round(x.get(i, j) * 2)));
    const turned = a.T.mul(3).add(a.T);
    expect(turned.stride).toEqual([1, D]);
    expectEach(turned.T, (i, j) => round(round(x.get(i, j) * 3) + x.get(i, j)));
    expectEach(a.slice("10:350").sub(1), (i, j) => round(x.get(i + 10, j) - 1));
  });

  test("comparisons stand in products, and come home as bools", () => {
    const [x, a] = [values([N, D], dtype), away([N, D], dtype)];
    const mask = a.gt(0);
    expectEach(a.mul(mask), (i, j) => x.get(i, j) * +(x.get(i, j) > 0));
    expect(mask.dtype).toBe("bool");
    expectEach(mask, (i, j) => +(x.get(i, j) > 0));
    expectEach(values([N, D], dtype).mul(mask), (i, j) => x.get(i, j) * +(x.get(i, j) > 0));
    expect(a.le(mask.mul(a)).all()).toBe(true);
  });

  test("sums are NumPy's to the last bit", () => {
    const x = values([N, D + 3], dtype);
    const sum = dtype === "float32" ? pairwiseSum32 : pairwiseSum64;
    expect(x.sum()).toBe(sum(x.data, 0, x.size, 1));
    expect(x.T.sum()).toBe(x.sum());
    const squares = x.mul(x);
    const total = squares.sum();
    expect(isAway(squares)).toBe(true);
    expect(total).toBe(sum(squares.data, 0, x.size, 1));
    expect(x.mul(1).mean()).toBe(round(x.sum() / x.size));
  });
});

test("a result is that of the moment of the call, whatever is written to its operands later", () => {
  const x = values([N, D]);
  const before = x.get(2, 3);
  const [a, b] = [x.mul(1), x.mul(1)];
  const [fromA, fromB, fromX] = [a.mul(3), b.add(a), x.mul(3)];
  a.imul(0);
  b.set(2, 3, 77);
  x.fill(5);
  expect([fromA, fromB, fromX].map((y) => y.get(2, 3))).toEqual([before * 3, before * 2, before * 3]);
  expect([a, b, x].map((y) => y.get(2, 3))).toEqual([before * 0, 77, 5]);
});

test("a repeated operand may be written to after the call", () => {
  const [a, row] = [away([N, D]), values([D])];
  const before = a.mul(1).get(2, 3);
  const sum = a.add(row);
  const added = row.get(3);
  row.fill(9);
  expect(sum.get(2, 3)).toBe(before + added);
});

test("views of an array see what is written to it, in place or element by element", () => {
  const a = away([N, D]);
  const [flat, turned, before] = [a.reshape(-1), a.T, a.mul(1).get(0, 1)];
  a.imul(3);
  expect(isAway(a)).toBe(true);
  expect(flat.get(1)).toBe(before * 3);
  a.set(2, 3, 77);
  expect([turned.get(3, 2), flat.get(2 * D + 3)]).toEqual([77, 77]);
  turned.iadd(turned);
  expect(a.get(2, 3)).toBe(154);
});

test("a large product is made when it is wanted, of what its operands were at the moment of the call", () => {
  const [a, b] = [away([D, N]), values([N, D], "float64", 1)];
  const expected = values([N, D], "float64", 1).matmul(values([D, N]));
  const [product, turned] = [b.dot(a), a.T.dot(b.T)];
  expect([product, turned].map(isAway)).toEqual([true, true]);
  b.fill(0);
  a.imul(0);
  a.set(0, 0, 1e6);
  expectEach(product, (i, j) => expected.get(i, j));
  expect(turned.get(4, 3)).toBeCloseTo(expected.get(3, 4), 9);
});

test("in-place forms on a turned square array", () => {
  const [a, x] = [away([D, D]), values([D, D])];
  a.iadd(a.T);
  expectEach(a, (i, j) => x.get(i, j) + x.get(j, i));
});

test("an expression that grows for ever is computed on the way", () => {
  let x = away([N, D]);
  const before = x.mul(1).get(2, 3);
  for (let i = 0; i < 3000; i++) x = x.mul(-1);
  expect(x.get(2, 3)).toBe(before);
  for (let i = 0; i < 60; i++) x = x.add(x).mul(0.5);
  expect(x.get(2, 3)).toBe(before);
});

/** Adam as a student writes it, over n steps; `read` looks at every array after every step. */
function trained(steps: number, read: boolean): Array[] {
  let [w, m, v] = [values([N, D]), nd.zeros([N, D]), nd.zeros([N, D])];
  const x = values([D, 3]);
  for (let t = 1; t <= steps; t++) {
    const dw = w.dot(x).dot(x.T).add(w.mul(1e-3));
    m = m.mul(0.9).add(dw.mul(0.1));
    v = v.mul(0.999).add(dw.pow(2).mul(0.001));
    w = w.sub(
      m
        .div(1 - 0.9 ** t)
        .mul(1e-2)
        .div(
          v
            .div(1 - 0.999 ** t)
            .sqrt()
            .add(1e-8),
        ),
    );
    if (read) for (const array of [m, v, w]) array.get(0, 0);
  }
  return [w, m, v];
}

test.each([1800, 1801])("arrays too large for the caches, in rows of %i elements", (columns) => {
  const [a, row] = [away([1800, columns]), values([columns])];
  const x = values([1800, columns]);
  const made = a.mul(0.9).add(row);
  const expected = (i: number) => x.data[i] * 0.9 + row.data[i % columns];
  expect(made.reshape(-1).data.every((value, i) => value === expected(i))).toBe(true);
});

test("what is kept on the way changes no figure", () => {
  const [putOff, read] = [trained(12, false), trained(12, true)];
  for (let k = 0; k < 3; k++) expect(putOff[k].eq(read[k]).all()).toBe(true);
});

test("memory of arrays that nobody can reach is used again inside one synchronous loop", () => {
  let most = 0;
  let x = away([1000, 1000]);
  for (let step = 0; step < 400; step++) {
    x = x.mul(0.5).add(1);
    expect(x.sum()).toBeGreaterThan(0);
    x.dot(values([1000, 1]));
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }
  expect(most).toBeLessThan(1.2e9);
});

test("memory of results that JavaScript has read is let go of inside one synchronous loop too", () => {
  const x = values([1000, 600]);
  const before = process.memoryUsage().arrayBuffers;
  let most = before;
  for (let step = 0; step < 400; step++) {
    expect(x.mul(step).data[7]).toBe(x.data[7] * step);
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }
  expect(most - before).toBeLessThan(1e9); // of 1.9e9 bytes that were read
});

test("set-up has compiled the kernels", () => {
  expect(engineChoice().workshop).toBeDefined();
});
