import { Draw, type Seed } from "./draw.ts";

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

test("streams of one seed are unrelated, and every number of a long seed counts", () => {
  const first = (seed: Seed, stream?: string) => new Draw(seed, stream).uniform();
  const drawn = [
    first(231),
    first(231, "test"),
    first(232),
    first([1, 2]),
    first([1, 3]),
    first(231 + 2 ** 32),
    first("231 or so"),
  ];
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(first([1, 2], "train")).toBe(first([1, 2], "train"));
  expect(first("231")).toBe(first(231));
});

test("a walk goes through the whole noise table before it comes back", () => {
  const draw = new Draw(5);
  const noise = draw.noiseTable();
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(noise.length));
  const { at, step, mask } = draw.noiseWalk();
  const places = new Set<number>();
  for (let i = 0, place = at; i < noise.length; i++, place = (place + step) & mask) places.add(place);
  expect(places.size).toBe(noise.length);
});
