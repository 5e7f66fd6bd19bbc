import { Draw } from "./draw.ts";

const N = 100_000;

test("uniform draws fill the interval evenly", () => {
  const draw = new Draw(231);
  const bins = new Array(10).fill(0);
  for (let i = 0; i < N; i++) bins[Math.floor(draw.uniform() * 10)]++;
  for (const count of bins) expect(Math.abs(count - N / 10)).toBeLessThan(5 * Math.sqrt(N * 0.1 * 0.9));
});

test("normal draws have the mean and the deviation asked for", () => {
  const draw = new Draw(231);
  const values = Array.from({ length: N }, () => draw.normal(3, 2));
  const mean = values.reduce((sum, v) => sum + v, 0) / N;
  const std = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / N);
  expect(Math.abs(mean - 3)).toBeLessThan((5 * 2) / Math.sqrt(N));
  expect(Math.abs(std - 2)).toBeLessThan((5 * 2) / Math.sqrt(2 * N));
});

test("a permutation holds every integer once and is repeated by the seed", () => {
  const order = new Draw(7).permutation(50);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(order).toEqual(new Draw(7).permutation(50));
  expect(order).not.toEqual(new Draw(8).permutation(50));
});
