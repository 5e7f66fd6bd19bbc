/** Fashion-MNIST, real or made: gray images of clothes. */
import { readFileSync } from "node:fs";
import type { NdArray } from "gradlab/lib";
import { arrayOf, labelsOf } from "../array.ts";
import { DEFAULT_SEED, type Seed } from "../draw.ts";
import { DataFileError } from "../error.ts";
import { cachedFiles, cacheName, dataFolders, findData } from "../folder.ts";
import { type IdxArray, parseIdx } from "../formats/idx.ts";
import { type Source, sourceOf } from "../source.ts";
import { FASHION_CLASSES, makeSyntheticFashionMnist } from "./synthetic.ts";

export interface FashionMnistOptions {
  /** `"synthetic"` (the default, or GRADLAB_DATA) or `"real"`. */
  source?: Source;
  /** Taken from the end of the training images. Default 5000 of the real set, 1000 of the stand-in. */
  numValidation?: number;
  /** Default: all that are left. */
  numTraining?: number;
  /** Default: all (10000; 1000 of the stand-in). */
  numTest?: number;
  /** The stand-in's seed. Default 231. */
  seed?: Seed;
}

export interface FashionMnistData {
  /** Images (N, 28, 28, 1), float64 in [0, 1]; labels (N,), int32. */
  XTrain: NdArray;
  yTrain: NdArray;
  XVal: NdArray;
  yVal: NdArray;
  XTest: NdArray;
  yTest: NdArray;
}

const NAMES = [
  "train-images-idx3-ubyte.gz",
  "train-labels-idx1-ubyte.gz",
  "t10k-images-idx3-ubyte.gz",
  "t10k-labels-idx1-ubyte.gz",
];

/** The names of the ten classes. */
export function fashionMnistClasses(): string[] {
  return [...FASHION_CLASSES];
}

/**
 * Loads Fashion-MNIST or its stand-in; for a fully-connected network flatten with `X.reshape(N, 784)`.
 *
 * @throws DataFileError where the real files are missing or not what they should be
 */
export function getFashionMnistData(options: FashionMnistOptions = {}): FashionMnistData {
  const source = sourceOf(options.source);
  const [images, labels, testImages, testLabels] = source === "real" ? realFiles() : madeFiles(options);
  const numValidation = options.numValidation ?? (source === "real" ? 5000 : 1000);
  const whole = images.shape[0];
  const numTraining = options.numTraining ?? whole - numValidation;
  if (numTraining < 0 || numTraining + numValidation > whole) {
    throw new Error(`getFashionMnistData: expected at most ${whole} images, got ${numTraining} + ${numValidation}`);
  }
  const [XTrain, yTrain] = part(images, labels, 0, numTraining);
  const [XVal, yVal] = part(images, labels, whole - numValidation, whole);
  const [XTest, yTest] = part(testImages, testLabels, 0, options.numTest ?? testImages.shape[0]);
  return { XTrain, yTrain, XVal, yVal, XTest, yTest };
}

function part(images: IdxArray, labels: IdxArray, start: number, end: number): [NdArray, NdArray] {
  const pixels = images.data.subarray(start * 784, end * 784);
  const X = new Float64Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) X[i] = pixels[i] / 255;
  return [arrayOf(X, [X.length / 784, 28, 28, 1]), labelsOf(labels.data.subarray(start, end))];
}

function realFiles(): IdxArray[] {
  return NAMES.map((name) => {
    const path = findData([`fashion-mnist/${name}`]);
    if (!path) {
      const where = `Fashion-MNIST's files in ${dataFolders().join(" or ")}`;
      throw new DataFileError(`fashion-mnist/${name}`, where, "no such file", "run `gradlab data get fashion-mnist`");
    }
    return parseFile(readFileSync(path), path, name.startsWith("train") ? 60000 : 10000);
  });
}

function madeFiles({
  numTraining = 5000,
  numValidation = 1000,
  numTest = 1000,
  seed = DEFAULT_SEED,
}: FashionMnistOptions): IdxArray[] {
  const numTrain = Math.max(6000, numTraining + numValidation);
  const set = cacheName("fashion-mnist-synthetic-2", seed, numTrain, Math.max(1000, numTest));
  const make = () => makeSyntheticFashionMnist({ numTrain, numTest: Math.max(1000, numTest), seed });
  const files = cachedFiles(set, NAMES, make);
  return NAMES.map((name) => parseFile(files.get(name)!, `synthetic ${name}`));
}

function parseFile(bytes: Uint8Array, name: string, count?: number): IdxArray {
  return parseIdx(bytes, name, name.includes("images") ? [count, 28, 28] : [count]);
}
