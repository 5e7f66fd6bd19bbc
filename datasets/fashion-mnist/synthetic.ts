/** The stand-in for Fashion-MNIST: gray pictures of ten kinds of clothes as outlines, in the same idx files. */
import { gzipSync } from "node:zlib";
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { encodeIdx } from "../formats/idx.ts";

const { abs, max, min, round } = Math; // hot loop: see draw.ts

/** The real set's classes, in the order of their labels. */
export const FASHION_CLASSES = [
  "t-shirt",
  "trouser",
  "pullover",
  "dress",
  "coat",
  "sandal",
  "shirt",
  "sneaker",
  "bag",
  "ankle boot",
] as const;

/** For each class whether a point is on the garment; u to the right and v downwards fill about [-1, 1]. */
const OUTLINES: ((u: number, v: number) => boolean)[] = [
  (u, v) => abs(u) < 0.5 || (v < -0.4 && abs(u) < 0.95),
  (u, v) => (v < -0.6 ? abs(u) < 0.5 : abs(abs(u) - 0.32) < 0.18),
  (u, v) => abs(u) < 0.5 || (abs(u) < 0.9 && v < 0.8 && abs(u) > 0.65 - 0.1 * v),
  (u, v) => abs(u) < 0.25 + 0.3 * max(0, v),
  (u) => (abs(u) < 0.55 && abs(u) > 0.04) || (abs(u) < 0.9 && abs(u) > 0.65),
  (u, v) => abs(v - 0.3 + 0.35 * u) < 0.12 || (v > -0.3 && v < 0.4 && abs(abs(u) - 0.5) < 0.08),
  (u, v) => (abs(u) < 0.5 || (v < 0.1 && abs(u) < 0.9 - 0.2 * v)) && abs(u) > 0.03,
  (u, v) => v > -0.1 - 0.3 * u && v < 0.45 && v > -0.35,
  (u, v) => (v > -0.35 && v < 0.8 && abs(u) < 0.9) || (v <= -0.35 && abs(u * u + (v + 0.3) ** 2 - 0.3) < 0.1),
  (u, v) => (u > 0 && v > -0.9 && v < 0.6) || (v > 0 && v < 0.6),
];

/** The stand-in's files: name -> bytes, gzipped idx with the names of the real set. */
export function makeSyntheticFashionMnist(
  options: { numTrain?: number; numTest?: number; seed?: Seed } = {},
): Map<string, Uint8Array> {
  const { numTrain = 6000, numTest = 1000, seed = DEFAULT_SEED } = options;
  const files = new Map<string, Uint8Array>();
  const noise = new Draw(seed, "noise").noiseTable();
  for (const [split, count, draw] of [
    ["train", numTrain, new Draw(seed, "train")],
    ["t10k", numTest, new Draw(seed, "test")],
  ] as const) {
    const labels = new Uint8Array(count).map(() => draw.below(10));
    const images = new Uint8Array(count * 784);
    labels.forEach((label, n) => void drawGarment(label, draw, noise, images.subarray(n * 784, (n + 1) * 784)));
    files.set(`${split}-images-idx3-ubyte.gz`, gzipSync(encodeIdx({ shape: [count, 28, 28], data: images })));
    files.set(`${split}-labels-idx1-ubyte.gz`, gzipSync(encodeIdx({ shape: [count], data: labels })));
  }
  return files;
}

/** One garment, somewhat moved, stretched, shaded and noisy; a hot loop. */
function drawGarment(label: number, draw: Draw, noise: Float64Array, out: Uint8Array): void {
  const outline = OUTLINES[draw.chance(0.06) ? draw.below(10) : label];
  const [x, y] = [13.5 + draw.uniform(-3, 3), 13.5 + draw.uniform(-3, 3)];
  const [width, height] = [draw.uniform(7, 13), draw.uniform(8, 13)];
  const [shade, stripe, period] = [draw.uniform(70, 220), draw.uniform(0, 60), draw.uniform(2, 6)];
  const { step, mask, ...walk } = draw.noiseWalk();
  let at = walk.at;
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      const [u, v] = [(column - x) / width, (row - y) / height];
      at = (at + step) & mask;
      const on = max(abs(u), abs(v)) <= 1 && outline(u, v);
      const value = on ? shade + (row % period < period / 2 ? stripe : -stripe) + 40 * noise[at] : 60 * noise[at] - 40;
      out[row * 28 + column] = round(max(0, min(255, value)));
    }
  }
}
