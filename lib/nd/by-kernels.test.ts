import type { Dtype } from "./dtype.ts";

const { nativeKernels } = await import("../engine/index.ts");
const nd = await import("./index.ts");
type Array = InstanceType<typeof nd.NdArray>;

/** Values with both signs, none 0. */
function values(shape: number[], dtype: Dtype, shift = 0.3): Array {
  const out = nd.zeros(shape, dtype);
  for (let i = 0; i < out.size; i++) out.data[i] = Math.sin(i * 1.7 + shift);
  return out;
}

const rounded = (dtype: Dtype) => (dtype === "float32" ? Math.fround : (value: number) => value);

test("set-up has compiled the kernels", () => {
  expect(nativeKernels()).toBeDefined();
});

describe.each(["float64", "float32"] as const)("in %s", (dtype) => {
  const tolerance = dtype === "float64" ? 1e-12 : 1e-3;

  function checkProduct(a: Array, b: Array): void {
    const out = a.matmul(b);
    expect(out.dtype).toBe(dtype);
    let worst = 0;
    for (let i = 0; i < a.shape[0]; i++)
      for (let j = 0; j < b.shape[1]; j++) {
        let sum = 0;
        for (let k = 0; k < a.shape[1]; k++) sum += a.get(i, k) * b.get(k, j);
        worst = Math.max(worst, Math.abs(sum - out.get(i, j)));
      }
    expect(worst).toBeLessThan(tolerance);
  }

  test("products of matrices that lie dense, transposed, and as parts of larger arrays", () => {
    checkProduct(values([70, 33], dtype), values([33, 29], dtype, 1));
    checkProduct(values([33, 70], dtype).T, values([33, 49], dtype, 1));
    checkProduct(values([9, 700], dtype), values([17, 700], dtype, 1).T);
    const sequence = values([32, 7, 19], dtype);
    checkProduct(sequence.slice(":", 3), values([19, 100], dtype));
    checkProduct(values([40, 90], dtype).slice("::2", "5:70"), values([200, 31], dtype).slice("3:68"));
    checkProduct(values([1, 300], dtype), values([300, 200], dtype));
    checkProduct(values([200, 300], dtype), values([300, 1], dtype));
  });

  test("a product that is added to an array, also in place, has the bits of the product and then the sum", () => {
    const kernels = nativeKernels();
    const round = rounded(dtype);
    for (const [m, k, n] of [
      [3, 2, 70],
      [70, 33, 29],
      [40, 600, 51],
    ]) {
      const [a, b, plus] = [values([m, k], dtype), values([k, n], dtype, 1), values([m, n], dtype, 2)];
      const sizes = Int32Array.of(m, k, n, ...a.stride, ...b.stride);
      const [product, made] = [nd.zeros([m, n], dtype).data, nd.zeros([m, n], dtype).data] as Float64Array[];
      const [x, y, onto] = [a.data, b.data, plus.data] as Float64Array[];
      kernels?.product(x, y, product, sizes);
      const expected = onto.map((value, i) => round(value + product[i]));
      kernels?.addProduct(onto, x, y, made, sizes);
      expect(made).toEqual(expected);
      kernels?.addProduct(onto, x, y, onto, sizes);
      expect(onto).toEqual(expected);
    }
  });

  test("steps over dense arrays, rows, columns and parts give the bits of the loops", () => {
    const [x, y] = [values([50, 60], dtype), values([50, 60], dtype, 1)];
    const [row, column] = [values([60], dtype, 2), values([50, 1], dtype, 3)];
    const round = rounded(dtype);
    const check = (out: Array, of: (i: number, j: number) => number) => {
      let same = true;
      for (let i = 0; i < out.shape[0]; i++)
        for (let j = 0; j < out.shape[1]; j++) same = same && Object.is(out.get(i, j), round(of(i, j)));
      expect(same).toBe(true);
    };
    check(x.add(y), (i, j) => x.get(i, j) + y.get(i, j));
    check(x.sub(row), (i, j) => x.get(i, j) - row.get(j));
    check(column.mul(x), (i, j) => column.get(i, 0) * x.get(i, j));
    check(nd.divide(2, x), (i, j) => 2 / x.get(i, j));
    check(x.T.sub(y.T).T, (i, j) => x.get(i, j) - y.get(i, j));
    check(x.slice(":", "4:44").mul(y.slice(":", ":40")), (i, j) => x.get(i, j + 4) * y.get(i, j));
    check(x.neg(), (i, j) => -x.get(i, j));
    check(x.abs().sqrt(), (i, j) => Math.sqrt(Math.abs(x.get(i, j))));
    check(x.pow(2), (i, j) => x.get(i, j) ** 2);
    check(nd.maximum(x, 0), (i, j) => Math.max(x.get(i, j), 0));
    check(nd.minimum(x, y), (i, j) => Math.min(x.get(i, j), y.get(i, j)));
  });

  test("exp and tanh are within two units in the last place, at the ends of their range too", () => {
    const ends = [
      0,
      -0,
      1e-300,
      709.7,
      -745.1,
      800,
      -800,
      88.7,
      -103.9,
      0.625,
      -0.625,
      Infinity,
      -Infinity,
      Number.NaN,
    ];
    const x = nd.concatenate([nd.linspace(-30, 30, 2000), nd.linspace(-1, 1, 2001), nd.array(ends)]).astype(dtype);
    const ulp = dtype === "float64" ? 2 ** -52 : 2 ** -23;
    const smallest = dtype === "float64" ? 2 ** -1074 : 2 ** -149;
    for (const [out, of] of [
      [x.exp(), Math.exp],
      [x.tanh(), Math.tanh],
    ] as const) {
      for (let i = 0; i < x.size; i++) {
        const [got, exact] = [out.get(i), rounded(dtype)(of(x.get(i)))];
        if (Number.isFinite(exact))
          expect(Math.abs(got - exact)).toBeLessThanOrEqual(Math.max(2 * ulp * Math.abs(exact), smallest));
        else expect(got).toEqual(exact);
      }
    }
    expect(Object.is(x.tanh().get(4002), -0)).toBe(true);
  });

  test("not-a-number goes through maximum and minimum; in-place forms write where they should", () => {
    const x = values([50, 60], dtype);
    x.set(3, 4, Number.NaN);
    expect(nd.maximum(x, 0).get(3, 4)).toBeNaN();
    expect(nd.minimum(nd.zeros(x.shape, dtype), x).get(3, 4)).toBeNaN();
    const y = values([80, 60], dtype);
    const [before, kept] = [y.get(20, 5), y.get(0, 0)];
    y.slice("10:60").imul(2);
    expect([y.get(20, 5), y.get(0, 0)]).toEqual([2 * before, kept]);
  });
});
