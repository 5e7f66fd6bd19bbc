/** Makes the stand-in of a data set: files of the same names in the same formats. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeSyntheticActivity, makeSyntheticHapt } from "../activity/synthetic.ts";
import { makeSyntheticCaptions, makeSyntheticFlickr8k } from "../captions/synthetic.ts";
import { encodeCifar10Pickle } from "../cifar10/pickle.ts";
import { parseCifar10Batch } from "../cifar10/records.ts";
import { makeSyntheticCifar10 } from "../cifar10/synthetic.ts";
import type { Seed } from "../draw.ts";
import { makeSyntheticFashionMnist } from "../fashion-mnist/synthetic.ts";
import { makeSyntheticIris } from "../iris/iris.ts";
import { makeSyntheticPatches } from "../patches/synthetic.ts";

export interface MakeOptions {
  /** Training and test examples; for captions: images; for patches: how many. */
  numTrain?: number;
  numTest?: number;
  seed?: Seed;
}

type Files = Map<string, Uint8Array>;

const MAKERS: Record<string, (options: MakeOptions) => Files | Promise<Files>> = {
  cifar10: makeSyntheticCifar10,
  "cifar10-python": (options) => pickled(makeSyntheticCifar10(options)),
  "fashion-mnist": makeSyntheticFashionMnist,
  iris: ({ seed }) => new Map([["iris.csv", new TextEncoder().encode(makeSyntheticIris(seed))]]),
  coco: ({ numTrain, numTest, seed }) =>
    makeSyntheticCaptions({ numTrainImages: numTrain, numValImages: numTest, seed }),
  flickr8k: ({ numTrain, numTest, seed }) =>
    makeSyntheticFlickr8k({ numTrainImages: numTrain, numValImages: numTest, seed }),
  hapt: makeSyntheticHapt,
  activity: makeSyntheticActivity,
  patches: ({ numTrain, seed }) => makeSyntheticPatches({ count: numTrain, seed }),
};

/** The sets that have a stand-in. */
export const STAND_INS: readonly string[] = Object.keys(MAKERS);

/** The binary files as the python form, under its names. */
function pickled(files: Files): Files {
  const batches = [...files].filter(([name]) => name.endsWith(".bin"));
  return new Map(
    batches.map(([name, bytes]) => [name.replace(".bin", ""), encodeCifar10Pickle(parseCifar10Batch(bytes))]),
  );
}

/** Makes the files in memory: name -> bytes. */
export async function makeFiles(name: string, options: MakeOptions = {}): Promise<Files> {
  if (Object.hasOwn(MAKERS, name)) return MAKERS[name](options);
  throw new Error(`data make: expected a set with a stand-in (${STAND_INS.join(", ")}), got "${name}"`);
}

/** Makes the files in a folder and answers their paths. */
export async function make(name: string, folder: string, options: MakeOptions = {}): Promise<string[]> {
  const paths: string[] = [];
  for (const [file, bytes] of await makeFiles(name, options)) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    paths.push(path);
  }
  return paths;
}
