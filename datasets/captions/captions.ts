/** Captioned images as the captioning assignment uses them: made, COCO, or Flickr8k. */
import { readFileSync } from "node:fs";
import { type CaptionData, type NdArray, random } from "gradlab/lib";
import { arrayOf } from "../array.ts";
import { DEFAULT_SEED } from "../draw.ts";
import { DataFileError } from "../error.ts";
import { cachedFilesAsync, cacheName, dataFolders, findData } from "../folder.ts";
import type { H5Array } from "../formats/h5.ts";
import { type Source, sourceOf } from "../source.ts";
import { type CaptionSet, type CaptionSplit, cocoFiles, readCoco } from "./coco.ts";
import { FLICKR8K_FILES, readFlickr8k } from "./flickr8k.ts";
import { makeSyntheticCaptions, type SyntheticCaptionsOptions } from "./synthetic.ts";

export interface CaptionOptions extends SyntheticCaptionsOptions {
  /** `"synthetic"` (the default, or GRADLAB_DATA); `"real"`: COCO if it is there, else Flickr8k. */
  source?: Source;
  /** Keep so many training captions, drawn with the global random stream as the course does. Default: all. */
  maxTrain?: number;
  /** COCO: features by PCA to 512 columns (default), or all 4096. */
  pcaFeatures?: boolean;
}

/**
 * Loads captions, image features and the vocabulary; see `CaptionData` of gradlab/lib for the fields and shapes.
 *
 * @throws DataFileError where the real files are missing or not what they should be
 */
export async function loadCaptionData(options: CaptionOptions = {}): Promise<CaptionData> {
  const set = sourceOf(options.source) === "real" ? await realSet(options.pcaFeatures ?? true) : await madeSet(options);
  const [trainCaptions, trainImageIdxs, trainFeatures] = arraysOf(set.train);
  const [valCaptions, valImageIdxs, valFeatures] = arraysOf(set.val);
  const data = {
    trainCaptions,
    trainImageIdxs,
    trainFeatures,
    valCaptions,
    valImageIdxs,
    valFeatures,
    ...set.vocabulary,
    trainUrls: set.train.urls,
    valUrls: set.val.urls,
  };
  if (options.maxTrain === undefined) return data;
  const mask = random.randint(trainCaptions.shape[0], null, options.maxTrain) as NdArray;
  return { ...data, trainCaptions: trainCaptions.slice(mask), trainImageIdxs: trainImageIdxs.slice(mask) };
}

async function madeSet(options: SyntheticCaptionsOptions): Promise<CaptionSet> {
  const { numTrainImages = 2000, numValImages = 200, featureDim = 512, seed = DEFAULT_SEED } = options;
  const set = cacheName("captions-synthetic-2", seed, numTrainImages, numValImages, featureDim);
  const files = await cachedFilesAsync(set, cocoFiles(true), () =>
    makeSyntheticCaptions({ numTrainImages, numValImages, featureDim, seed }),
  );
  return readCoco((name) => files.get(name)!);
}

async function realSet(pca: boolean): Promise<CaptionSet> {
  const coco = reader(["coco/coco_captioning", "coco", "coco_captioning"], cocoFiles(pca));
  if (coco) return readCoco(coco, pca);
  const flickr = reader(["flickr8k"], FLICKR8K_FILES);
  if (flickr) return readFlickr8k(flickr);
  const where = `COCO's files in coco/ or Flickr8k's in flickr8k/, in ${dataFolders().join(" or ")}`;
  throw new DataFileError("captions", where, "neither is complete", "run `gradlab data get coco`");
}

/** Reads files by name from the first of the folders that has all of them. */
function reader(folders: string[], names: string[]): ((name: string) => Uint8Array) | undefined {
  const folder = folders.find((candidate) => names.every((name) => findData([`${candidate}/${name}`])));
  return folder === undefined ? undefined : (name) => readFileSync(findData([`${folder}/${name}`])!);
}

function arraysOf({ captions, imageIdxs, features }: CaptionSplit): NdArray[] {
  const integers = ({ data, shape }: H5Array) => arrayOf(Int32Array.from(data), shape);
  return [integers(captions), integers(imageIdxs), arrayOf(features.data, features.shape)];
}
