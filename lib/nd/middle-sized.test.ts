const nd = await import("./index.ts");
const { engineChoice } = await import("../engine/index.ts");
type Array = InstanceType<typeof nd.NdArray>;

const [N, D] = [64, 100];

function values(shape: number[], shift = 0.3): Array {
  const out = nd.zeros(shape);
  for (let i = 0; i < out.size; i++) out.data[i] = Math.sin(i * 1.7 + shift);
  return out;
}

test("results of operations stay what they are, however much memory is used again meanwhile", () => {
  const x = values([N, D]);
  const [sum, part] = [x.add(1), x.mul(2).slice("3:60", "5:")];
  const product = x.dot(values([D, D], 1));
  const whole = nd.concatenate([sum, product], 1);
  const before = [sum, part, product, whole].map((array) => array.sum());
  const half = x.neg().exp();
  for (let k = 0; k < 20_000; k++) half.mul(k).tanh();
  expect([sum, part, product, whole].map((array) => array.sum())).toEqual(before);
  expect([sum.get(3, 4), part.get(0, 0), whole.get(2, D)]).toEqual([
    x.get(3, 4) + 1,
    x.get(3, 5) * 2,
    product.get(2, 0),
  ]);
});

test("memory of those that nobody can reach is used again inside one synchronous loop", () => {
  let x = values([N, D]);
  const memory = () => process.memoryUsage().arrayBuffers;
  const before = memory();
  let most = before;
  for (let step = 0; step < 40_000; step++) {
    x = x.mul(0.5).add(1);
    if (step % 100 === 0) most = Math.max(most, memory());
  }
  expect(most - before).toBeLessThan(1.5e9);
  expect(x.get(1, 2)).toBeCloseTo(2, 12);
});

test("what is written to a result, element by element, in place or to its memory, is seen by its views alone", () => {
  const x = values([N, D]);
  const [a, b] = [x.add(1), x.add(1)];
  const [turned, doubled] = [a.T, a.mul(2)];
  a.set(1, 2, 77);
  a.slice(5).assign(8);
  expect([turned.get(2, 1), turned.get(0, 5), doubled.get(1, 2)]).toEqual([77, 8, (x.get(1, 2) + 1) * 2]);
  b.data.fill(4);
  b.iadd(b.T.T).isub(1);
  expect([b.get(0, 0), b.sum(), a.get(0, 0)]).toEqual([7, 7 * N * D, x.get(0, 0) + 1]);
});

test("sums over the first axis are added row by row", () => {
  for (const dtype of ["float64", "float32"] as const) {
    const round = dtype === "float32" ? Math.fround : (value: number) => value;
    const x = values([N, 3 * D]).astype(dtype);
    const sums = x.sum(0);
    for (let j = 0; j < 3 * D; j++) {
      let sum = -0;
      for (let i = 0; i < N; i++) sum = round(sum + x.get(i, j));
      expect(Object.is(sums.get(j), sum)).toBe(true);
    }
    expect(x.slice(":", "3:40").sum(0).eq(sums.slice("3:40")).all()).toBe(true);
  }
});

test("set-up has compiled the kernels", () => {
  expect(engineChoice().workshop).toBeDefined();
});
