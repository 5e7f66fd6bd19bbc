/** Finds and reads CIFAR-10's files, real or made, into one training batch and one test batch. */
import { readFileSync } from "node:fs";
import type { Seed } from "../draw.ts";
import { DataFileError } from "../error.ts";
import { cachedFiles, cacheName, dataFolders, findData } from "../folder.ts";
import type { Source } from "../source.ts";
import { parseCifar10Pickle } from "./pickle.ts";
import { type Cifar10Batch, concatBatches, parseCifar10Batch } from "./records.ts";
import { makeSyntheticCifar10 } from "./synthetic.ts";

const TRAIN = [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`);
const TEST = "test_batch.bin";

export interface Cifar10Split {
  train: Cifar10Batch;
  test: Cifar10Batch;
}

/** The stand-in with so many images, from the cache where it is there. */
export function syntheticSplit(numTrain: number, numTest: number, seed: Seed): Cifar10Split {
  const set = cacheName("cifar10-synthetic-2", seed, numTrain, numTest);
  const files = cachedFiles(set, [...TRAIN, TEST, "batches.meta.txt"], () =>
    makeSyntheticCifar10({ numTrain, numTest, seed }),
  );
  const parse = (name: string) => parseCifar10Batch(files.get(name)!, `synthetic ${name}`);
  return { train: concatBatches(TRAIN.map(parse)), test: parse(TEST) };
}

/** The real set: 50000 training and 10000 test images. Throws a DataFileError that says where it looked. */
export function realSplit(): Cifar10Split {
  const read = (name: string) => {
    const path = findData(placesOf(name)) ?? findData(pythonPlacesOf(name.replace(".bin", "")));
    if (!path) throw missing(name);
    return path.endsWith(".bin")
      ? parseCifar10Batch(readFileSync(path), path, 10000)
      : parseCifar10Pickle(readFileSync(path), path, 10000);
  };
  return { train: concatBatches(TRAIN.map(read)), test: read(TEST) };
}

/** Reads a split of either source; the stand-in has at least what is asked for. */
export function readSplit(source: Source, numTrain: number, numTest: number, seed: Seed): Cifar10Split {
  if (source === "real") return realSplit();
  const kept = cacheName("", seed) !== undefined; // small requests share the files of the usual size
  return kept
    ? syntheticSplit(Math.max(5000, numTrain), Math.max(1000, numTest), seed)
    : syntheticSplit(numTrain, numTest, seed);
}

/** The python form serves where the binary one is not there. */
function pythonPlacesOf(name: string): string[] {
  return ["cifar10-python", "cifar10", "."].map((folder) => `${folder}/cifar-10-batches-py/${name}`);
}

/** The archive unpacks to its own folder, so a file may lie in it or straight in the set's folder. */
function placesOf(name: string): string[] {
  return [`cifar10/${name}`, `cifar10/cifar-10-batches-bin/${name}`, `cifar-10-batches-bin/${name}`];
}

function missing(name: string): DataFileError {
  const where = dataFolders().join(" or ");
  return new DataFileError(
    `cifar10/${name}`,
    `CIFAR-10's binary files in ${where}`,
    "no such file",
    'run `gradlab data get cifar10`, or use { source: "synthetic" }',
  );
}
