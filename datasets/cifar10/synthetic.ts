/**
 * The stand-in for CIFAR-10: made images in CIFAR-10's own binary format, so that everything that reads the real set
 * reads this one. Each image is a class-specific shape on a ground with a class-specific grating, both blurred by
 * chance: place, size, light, colours, contrast (whose sign flips), noise, and now and then a neighbour's shape. A linear
 * classifier sees only the tints; a network with a hidden layer sees more; convolutions see most.
 */
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { type Cifar10Batch, encodeCifar10Batch, PIXELS } from "./records.ts";
import { SYNTHETIC_CLASSES } from "./shapes.ts";

export interface SyntheticCifar10Options {
  /** Training images, spread over five batches. */
  numTrain?: number;
  numTest?: number;
  seed?: Seed;
}

const { abs, floor, sin } = Math; // hot loop: see draw.ts

/** How hard the images are; the figures are chosen so that learning curves look like the real set's. */
const LIGHT = { low: 70, high: 185 };
const TINT = 34;
const TINT_SPREAD = 26;
const GRATING = 26;
const CONTRAST = 42;
const NOISE = 16;
const FLIPPED = 0.35;
const CONFUSED = 0.08;

/** Makes the files of the stand-in: name -> bytes, with the names of the real set. */
export function makeSyntheticCifar10(options: SyntheticCifar10Options = {}): Map<string, Uint8Array> {
  const { numTrain = 5000, numTest = 1000, seed = DEFAULT_SEED } = options;
  const files = new Map<string, Uint8Array>();
  const train = new Draw(seed, "train");
  const noise = new Draw(seed, "noise").noiseTable();
  for (let batch = 1; batch <= 5; batch++) {
    const count = Math.floor((batch * numTrain) / 5) - Math.floor(((batch - 1) * numTrain) / 5);
    files.set(`data_batch_${batch}.bin`, encodeCifar10Batch(drawBatch(count, train, noise)));
  }
  files.set("test_batch.bin", encodeCifar10Batch(drawBatch(numTest, new Draw(seed, "test"), noise)));
  files.set(
    "batches.meta.txt",
    new TextEncoder().encode(`${SYNTHETIC_CLASSES.map(({ name }) => name).join("\n")}\n\n`),
  );
  return files;
}

function drawBatch(count: number, draw: Draw, noise: Float64Array): Cifar10Batch {
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * PIXELS);
  const clamped = new Uint8ClampedArray(pixels.buffer);
  for (let n = 0; n < count; n++) {
    labels[n] = draw.below(10);
    drawImage(labels[n], draw, noise, clamped.subarray(n * PIXELS, (n + 1) * PIXELS));
  }
  return { labels, pixels };
}

/** What chance decides for one image. */
function drawScene(label: number, draw: Draw) {
  const own = SYNTHETIC_CLASSES[label];
  const shape = draw.chance(CONFUSED) ? draw.pick(SYNTHETIC_CLASSES) : own;
  const ground = draw.chance(CONFUSED) ? draw.pick(SYNTHETIC_CLASSES) : own;
  const light = draw.uniform(LIGHT.low, LIGHT.high);
  const contrast = CONTRAST * draw.uniform(0.6, 1.4) * (draw.chance(FLIPPED) ? -1 : 1);
  const angle = Math.PI * (ground.angle + draw.normal(0, 0.03));
  const wave = (2 * Math.PI * ground.cycles * draw.uniform(0.9, 1.1)) / 32;
  return {
    shape,
    x: 15.5 + draw.uniform(-5, 5),
    y: 15.5 + draw.uniform(-5, 5),
    size: draw.uniform(7, 11),
    ground: [0, 1, 2].map(() => light + draw.normal(0, TINT_SPREAD)),
    change: [0, 1, 2].map((c) => contrast + TINT * own.tint[c] + draw.normal(0, TINT_SPREAD)),
    wave: [wave * Math.cos(angle), wave * Math.sin(angle), draw.uniform(0, 2 * Math.PI)],
    amplitude: GRATING * draw.uniform(0.5, 1.5),
  };
}

/**
 * Writes one image's three planes; a hot loop, so long and plain. The shape is asked only within its square, and the sine, which
 * costs most, only where it shows.
 */
function drawImage(label: number, draw: Draw, noise: Float64Array, out: Uint8ClampedArray): void {
  const { shape, x, y, size, ground, change, wave, amplitude } = drawScene(label, draw);
  const [kx, ky, phase] = wave;
  const [red, green, blue] = ground;
  const [redder, greener, bluer] = change;
  const { inside } = shape;
  const { step, mask, ...walk } = draw.noiseWalk();
  let at = walk.at;
  for (let row = 0, place = 0; row < 32; row++) {
    const close = abs(row - y) <= size;
    const v = (row - y) / size;
    for (let column = 0; column < 32; column++, place++) {
      const near = close && abs(column - x) <= size && inside((column - x) / size, v);
      const grating = near ? 0 : amplitude * sin(kx * column + ky * row + phase);
      at = (at + step) & mask;
      out[place] = floor(red + (near ? redder : grating) + NOISE * noise[at] + 0.5);
      at = (at + step) & mask;
      out[place + 1024] = floor(green + (near ? greener : grating) + NOISE * noise[at] + 0.5);
      at = (at + step) & mask;
      out[place + 2048] = floor(blue + (near ? bluer : grating) + NOISE * noise[at] + 0.5);
    }
  }
}
