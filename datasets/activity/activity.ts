/** Windows of accelerometer samples with the activity that they show: made, the course's h5 file, or HAPT. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { NdArray } from "gradlab/lib";
import { arrayOf } from "../array.ts";
import { tarFiles } from "../download/unpack.ts";
import { DEFAULT_SEED, type Seed } from "../draw.ts";
import { DataFileError } from "../error.ts";
import { cachedFilesAsync, cacheName, dataFolders, findData } from "../folder.ts";
import { readH5 } from "../formats/h5.ts";
import { type Source, sourceOf } from "../source.ts";
import { type ActivityArrays, haptWindows } from "./hapt.ts";
import { ACTIVITIES, makeSyntheticActivity, STEPS } from "./synthetic.ts";

export interface ActivityOptions {
  /** `"synthetic"` (the default, or GRADLAB_DATA); `"real"`: the course's activity.h5 if it is there, else HAPT. */
  source?: Source;
  /** Bring every channel to mean 0 and deviation 1, by the training windows. Default true. */
  standardize?: boolean;
  /** The stand-in's sizes and seed. */
  numTrain?: number;
  numTest?: number;
  seed?: Seed;
}

export interface ActivityData {
  /** Windows (N, 150, 3) float64; in g where not standardised. */
  XTrain: NdArray;
  /** One-hot rows (N, 6) float64. */
  yTrain: NdArray;
  XTest: NdArray;
  yTest: NdArray;
}

/** The six activities, in the order of the one-hot columns. */
export function activityClasses(): string[] {
  return [...ACTIVITIES];
}

/**
 * Loads activity windows; training and test windows are of different people.
 *
 * @throws DataFileError where the real files are missing or not what they should be
 */
export async function getActivityData(options: ActivityOptions = {}): Promise<ActivityData> {
  const arrays = sourceOf(options.source) === "real" ? await realArrays() : await madeArrays(options);
  if (options.standardize ?? true) standardize(arrays);
  const { trX, trY, tstX, tstY } = arrays;
  const [XTrain, yTrain, XTest, yTest] = [trX, trY, tstX, tstY].map(({ data, shape }) =>
    arrayOf(Float64Array.from(data), shape),
  );
  return { XTrain, yTrain, XTest, yTest };
}

/** Reads the course's layout: trX and tstX (N, 150, 3), trY and tstY (N, 6). */
export function readActivityH5(bytes: Uint8Array, name = "activity.h5"): Promise<ActivityArrays> {
  const [X, Y] = [
    [undefined, STEPS, 3],
    [undefined, ACTIVITIES.length],
  ];
  return readH5(bytes, name, { trX: X, trY: Y, tstX: X, tstY: Y });
}

async function madeArrays({
  numTrain = 1800,
  numTest = 480,
  seed = DEFAULT_SEED,
}: ActivityOptions): Promise<ActivityArrays> {
  const set = cacheName("activity-synthetic-3", seed, numTrain, numTest);
  const files = await cachedFilesAsync(set, ["activity.h5"], () => makeSyntheticActivity({ numTrain, numTest, seed }));
  return readActivityH5(files.get("activity.h5")!, "synthetic activity.h5");
}

async function realArrays(): Promise<ActivityArrays> {
  const path = findData(["activity/activity.h5", "activity/assign3_data3.h5"]);
  if (path) return readActivityH5(readFileSync(path), path);
  const files = dataFolders()
    .map((folder) => rawFiles(join(folder, "hapt")))
    .find(({ size }) => size > 0);
  if (files) return haptWindows(files);
  const where = `activity/activity.h5 or HAPT's raw files in hapt/, in ${dataFolders().join(" or ")}`;
  throw new DataFileError("activity windows", where, "neither", "run `gradlab data get hapt`");
}

const RAW_FILE = /(^|\/)(labels|acc_exp\d+_user\d+)\.txt$/;

/** HAPT's raw accelerometer files in a folder, however deep, or in .tar.gz archives in it. */
function rawFiles(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const plain = names
    .filter((name) => RAW_FILE.test(name))
    .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
  if (plain.length > 0) return new Map(plain);
  const packed = names
    .filter((name) => name.endsWith(".tar.gz"))
    .flatMap((name) => [...tarFiles(readFileSync(join(folder, name)), name)])
    .filter(([name]) => RAW_FILE.test(name))
    .map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const);
  return new Map(packed);
}

/** In place, channel by channel, by the training windows' figures. */
function standardize({ trX, tstX }: ActivityArrays): void {
  for (let channel = 0; channel < 3; channel++) {
    const [mean, std] = figuresOf(trX.data, channel);
    for (const { data } of [trX, tstX]) {
      for (let i = channel; i < data.length; i += 3) data[i] = (data[i] - mean) / std;
    }
  }
}

function figuresOf(data: ArrayLike<number>, channel: number): [mean: number, std: number] {
  const count = data.length / 3;
  let sum = 0;
  for (let i = channel; i < data.length; i += 3) sum += data[i];
  const mean = sum / count;
  let squares = 0;
  for (let i = channel; i < data.length; i += 3) squares += (data[i] - mean) ** 2;
  return [mean, Math.sqrt(squares / count) || 1];
}
