/** CIFAR-10 as the course uses it: split, mean-subtracted, (N, C, H, W). */
import type { NdArray } from "gradlab/lib";
import { arrayOf, labelsOf } from "../array.ts";
import { DEFAULT_SEED, type Seed } from "../draw.ts";
import { type Source, sourceOf } from "../source.ts";
import { readSplit } from "./files.ts";
import { CIFAR10_CLASSES, type Cifar10Batch, PIXELS } from "./records.ts";
import { SYNTHETIC_CLASSES } from "./shapes.ts";

export interface Cifar10Options {
  /** `"synthetic"` (the default, or GRADLAB_DATA): images made by the project. `"real"`: the downloaded set. */
  source?: Source;
  /** Default: 49000 of the real set, 4000 of the stand-in. */
  numTraining?: number;
  /** Taken behind the training images. Default 1000. */
  numValidation?: number;
  /** The first images of the test set. Default 1000. */
  numTest?: number;
  /** Subtract the mean image of the training split from all splits. Default true. */
  subtractMean?: boolean;
  /** Default float64, as the course computes; float32 halves the memory. */
  dtype?: "float64" | "float32";
  /** The stand-in's seed; sets of other seeds than the default 231 are made each time, not kept. */
  seed?: Seed;
}

export interface Cifar10Data {
  /** Images (N, 3, 32, 32), 0..255 minus the mean image; labels (N,), int32, 0..9. */
  XTrain: NdArray;
  yTrain: NdArray;
  XVal: NdArray;
  yVal: NdArray;
  XTest: NdArray;
  yTest: NdArray;
}

/**
 * Loads CIFAR-10 or its stand-in.
 *
 * On the real set the defaults are the course's split: the first 49000 training images, the 1000 behind them for
 * validation, the first 1000 test images.
 *
 * @throws DataFileError where the real files are missing or not what they should be
 */
export function getCifar10Data(options: Cifar10Options = {}): Cifar10Data {
  const source = sourceOf(options.source);
  const { numValidation = 1000, numTest = 1000, subtractMean = true, dtype = "float64", seed = DEFAULT_SEED } = options;
  const numTraining = options.numTraining ?? (source === "real" ? 50000 : 5000) - numValidation;
  const { train, test } = readSplit(source, numTraining + numValidation, numTest, seed);
  const splits = [
    part(train, 0, numTraining, "training"),
    part(train, numTraining, numValidation, "validation"),
    part(test, 0, numTest, "test"),
  ];
  const mean = subtractMean ? meanImage(splits[0].pixels) : new Float64Array(PIXELS);
  const [XTrain, XVal, XTest] = splits.map(({ pixels }) => imagesOf(pixels, mean, dtype));
  const [yTrain, yVal, yTest] = splits.map(({ labels }) => labelsOf(labels));
  return { XTrain, yTrain, XVal, yVal, XTest, yTest };
}

/** The names of the ten classes, in the order of their labels. */
export function cifar10Classes(options: { source?: Source } = {}): string[] {
  return sourceOf(options.source) === "real" ? [...CIFAR10_CLASSES] : SYNTHETIC_CLASSES.map(({ name }) => name);
}

function part({ labels, pixels }: Cifar10Batch, start: number, count: number, name: string): Cifar10Batch {
  if (start + count > labels.length) {
    throw new Error(
      `getCifar10Data: expected at most ${labels.length} images in all, got ${count} ${name} images from ${start} on`,
    );
  }
  return {
    labels: labels.subarray(start, start + count),
    pixels: pixels.subarray(start * PIXELS, (start + count) * PIXELS),
  };
}

/** The mean over images, exact: sums of bytes are integers. */
function meanImage(pixels: Uint8Array): Float64Array {
  const mean = new Float64Array(PIXELS);
  for (let start = 0; start < pixels.length; start += PIXELS) {
    for (let i = 0; i < PIXELS; i++) mean[i] += pixels[start + i];
  }
  const count = Math.max(1, pixels.length / PIXELS);
  return mean.map((sum) => sum / count);
}

function imagesOf(pixels: Uint8Array, mean: Float64Array, dtype: "float64" | "float32"): NdArray {
  const out = dtype === "float64" ? new Float64Array(pixels.length) : new Float32Array(pixels.length);
  for (let start = 0; start < pixels.length; start += PIXELS) {
    for (let i = 0; i < PIXELS; i++) out[start + i] = pixels[start + i] - mean[i];
  }
  return arrayOf(out, [pixels.length / PIXELS, 3, 32, 32]);
}
