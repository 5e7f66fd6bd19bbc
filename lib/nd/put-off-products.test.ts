import type { Dtype } from "./dtype.ts";

const nd = await import("./index.ts");
const { engineChoice, nativeKernels } = await import("../engine/index.ts");
type Array = InstanceType<typeof nd.NdArray>;

const [M, K, N] = [90, 20, 130];

/** Values with both signs, none 0. */
function values(shape: number[], dtype: Dtype, shift = 0.3): Array {
  const out = nd.zeros(shape, dtype);
  for (let i = 0; i < out.size; i++) out.data[i] = Math.sin(i * 1.7 + shift);
  return out;
}

/** The product at once, by the kernel alone. */
function made(x: Array, y: Array): Array {
  const [a, b, out] = [x.copy(), y.copy(), nd.zeros([x.shape[0], y.shape[1]], x.dtype)];
  const sizes = Int32Array.of(...a.shape, b.shape[1], ...a.stride, ...b.stride);
  const [left, right, product] = [a, b, out].map(({ data }) => data as Float64Array);
  nativeKernels()?.product(left, right, product, sizes);
  return out;
}

const waits = (x: Array) => x._data === null;
const same = (x: Array, y: Array) => x.eq(y).all();

describe.each(["float64", "float32"] as const)("in %s", (dtype) => {
  const factors = (k: number): [Array, Array] => [values([K, M], dtype, k).T, values([K, N], dtype, k + 0.5)];

  test("a sum of products over a sequence has the bits of products and sums one by one", () => {
    for (const start of [values([M, N], dtype, 9), values([M, N], dtype, 9).mul(1)]) {
      let [sum, expected] = [start, start];
      const all: Array[] = [];
      for (let k = 0; k < 40; k++) {
        const [a, b] = factors(k);
        sum = k % 2 === 0 ? sum.add(a.dot(b)) : a.dot(b).add(sum);
        expected = expected.add(made(a, b));
        all.push(sum);
      }
      expect(waits(sum)).toBe(true);
      expect(same(sum, expected)).toBe(true);
      expect(same(all[19].add(made(...factors(20))), all[20])).toBe(true);
    }
  });

  test("in place, of an array at home and of one that waits", () => {
    const [a, b] = factors(1);
    const [home, away] = [values([M, N], dtype, 2), values([M, N], dtype, 2).add(a.dot(b))];
    const expected = home.add(made(a, b));
    const flat = away.reshape(-1);
    home.iadd(a.dot(b));
    expect(same(home, expected)).toBe(true);
    away.iadd(b.T.dot(a.T).T.copy()).iadd(a.dot(b));
    expect(flat.get(5)).toBe(expected.add(made(a, b)).add(made(a, b)).get(0, 5));
  });

  test("two products that wait, a row that is repeated, and sums of an array with itself", () => {
    const [[a, b], [c, d]] = [factors(1), factors(2)];
    const row = values([N], dtype, 5);
    const expected = made(a, b).add(made(c, d)).add(row);
    expect(same(a.dot(b).add(c.dot(d)).add(row), expected)).toBe(true);
    const product = a.dot(b);
    expect(same(product.add(product), made(a, b).mul(2))).toBe(true);
  });

  test("what is written to the factors later does not show", () => {
    const [a, b] = factors(3);
    const parts = values([K, 2 * M], dtype, 7);
    const [expected, other] = [made(a, b), made(parts.slice(":", `${M}:`).T, b)];
    const [held, fromPart] = [a.dot(b), parts.slice(":", `${M}:`).T.dot(b)];
    for (const x of [a, b, parts]) x.fill(0);
    expect([waits(held), same(held, expected), same(fromPart, other)]).toEqual([true, true, true]);
  });
});

test("set-up has compiled the kernels", () => {
  expect(engineChoice().workshop).toBeDefined();
});
