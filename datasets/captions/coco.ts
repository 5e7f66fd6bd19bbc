/** COCO captions in the course's layout: captions and features as h5, the vocabulary as JSON, URLs as text. */
import { DataFileError } from "../error.ts";
import { type H5Array, readH5 } from "../formats/h5.ts";
import { parseVocabulary, type Vocabulary } from "./vocabulary.ts";

/** Captions (M, T), the image of each (M,), features (N, D), URLs (N). */
export interface CaptionSplit {
  captions: H5Array;
  imageIdxs: H5Array;
  features: H5Array;
  urls: string[];
}

export interface CaptionSet {
  train: CaptionSplit;
  val: CaptionSplit;
  vocabulary: Vocabulary;
}

/** The files of the layout; without PCA the features have 4096 columns. */
export function cocoFiles(pca: boolean): string[] {
  const features = pca ? "vgg16_fc7_pca" : "vgg16_fc7";
  return [
    "coco2014_captions.h5",
    "coco2014_vocab.json",
    `train2014_${features}.h5`,
    `val2014_${features}.h5`,
    "train2014_urls.txt",
    "val2014_urls.txt",
  ];
}

/**
 * Reads the files of the layout from their bytes.
 *
 * @param read a file's bytes by its name
 * @throws DataFileError where a file is no such file, or where files do not belong together
 */
export async function readCoco(read: (name: string) => Uint8Array, pca = true): Promise<CaptionSet> {
  const [captions, vocab, trainFeatures, valFeatures, trainUrls, valUrls] = cocoFiles(pca);
  const arrays = await readCaptions(read(captions), captions);
  const vocabulary = parseVocabulary(new TextDecoder().decode(read(vocab)), vocab);
  const splitOf = async (split: "train" | "val", features: string, urls: string): Promise<CaptionSplit> => ({
    captions: arrays[`${split}_captions`],
    imageIdxs: arrays[`${split}_image_idxs`],
    ...(await readH5(read(features), features, { features: [undefined, undefined] })),
    urls: new TextDecoder().decode(read(urls)).trim().split("\n"),
  });
  const train = await splitOf("train", trainFeatures, trainUrls);
  const val = await splitOf("val", valFeatures, valUrls);
  for (const split of [train, val]) checkSplit(split, vocabulary, captions);
  return { train, val, vocabulary };
}

function readCaptions(bytes: Uint8Array, name: string) {
  return readH5(bytes, name, {
    train_captions: [undefined, undefined],
    train_image_idxs: [undefined],
    val_captions: [undefined, undefined],
    val_image_idxs: [undefined],
  });
}

/** Every caption needs its image, and every word its place in the vocabulary. */
function checkSplit({ captions, imageIdxs, features }: CaptionSplit, vocabulary: Vocabulary, name: string): void {
  if (imageIdxs.shape[0] !== captions.shape[0]) {
    throw new DataFileError(name, `an image for each of ${captions.shape[0]} captions`, `${imageIdxs.shape[0]}`);
  }
  const most = (values: ArrayLike<number>) => {
    let max = -1;
    for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i];
    return max;
  };
  const [image, word] = [most(imageIdxs.data), most(captions.data)];
  if (image >= features.shape[0]) {
    throw new DataFileError(name, `images below ${features.shape[0]}, the number of features`, `${image}`);
  }
  if (word >= vocabulary.idxToWord.length) {
    throw new DataFileError(name, `words below ${vocabulary.idxToWord.length}, the vocabulary's length`, `${word}`);
  }
}
