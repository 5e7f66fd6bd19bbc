/** Captions as .jsonl ({ image_id, captions: [...] } per line) with features as .npy, row i for line i. */
import { DataFileError } from "../error.ts";
import type { H5Array } from "../formats/h5.ts";
import { parseNpy } from "../formats/npy.ts";
import type { CaptionSet, CaptionSplit } from "./coco.ts";
import { buildVocabulary, encodeCaption, type Vocabulary } from "./vocabulary.ts";

export const FLICKR8K_FILES = ["val_captions.jsonl", "val_features.npy", "test_captions.jsonl", "test_features.npy"];

/** <START>, 15 words, <END>: as the COCO captions of the course. */
const LENGTH = 17;

interface CaptionedImage {
  id: string;
  captions: string[][];
}

/**
 * Reads the four files; the first split becomes the training one. The vocabulary is the 1000 commonest words of it, and
 * features are brought to mean 0 and deviation 1 over it.
 *
 * @param read a file's bytes by its name
 */
export function readFlickr8k(read: (name: string) => Uint8Array): CaptionSet {
  const [trainText, trainFeatures, valText, valFeatures] = FLICKR8K_FILES;
  const train = parseJsonl(new TextDecoder().decode(read(trainText)), trainText);
  const val = parseJsonl(new TextDecoder().decode(read(valText)), valText);
  const vocabulary = buildVocabulary(train.flatMap(({ captions }) => captions));
  const splits = {
    train: splitOf(train, read(trainFeatures), trainFeatures, vocabulary),
    val: splitOf(val, read(valFeatures), valFeatures, vocabulary),
  };
  standardise(splits.train.features, [splits.train.features, splits.val.features]);
  return { ...splits, vocabulary };
}

/** Mean 0 and deviation 1 over the training images: embeddings of length 1 are so alike that a network hardly tells them apart. */
function standardise({ data, shape: [N, D] }: H5Array, all: H5Array[]): void {
  const mean = Float64Array.from({ length: D }, (_, d) => {
    let sum = 0;
    for (let n = 0; n < N; n++) sum += data[n * D + d];
    return sum / N;
  });
  let squares = 0;
  for (let i = 0; i < N * D; i++) squares += (data[i] - mean[i % D]) ** 2;
  const deviation = Math.sqrt(squares / (N * D)) || 1;
  for (const { data } of all) for (let i = 0; i < data.length; i++) data[i] = (data[i] - mean[i % D]) / deviation;
}

function splitOf(images: CaptionedImage[], bytes: Uint8Array, name: string, vocabulary: Vocabulary): CaptionSplit {
  const features = parseNpy(bytes, name, [images.length, undefined]);
  const pairs = images.flatMap(({ captions }, image) => captions.map((words) => ({ image, words })));
  const numbers = pairs.flatMap(({ words }) => encodeCaption(words, vocabulary, LENGTH));
  return {
    captions: { data: Int32Array.from(numbers), shape: [pairs.length, LENGTH] },
    imageIdxs: { data: Int32Array.from(pairs, ({ image }) => image), shape: [pairs.length] },
    features,
    urls: images.map(({ id }) => id),
  };
}

function parseJsonl(text: string, name: string): CaptionedImage[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, i) => imageOf(line, `${name}, line ${i + 1}`));
}

function imageOf(line: string, where: string): CaptionedImage {
  const expected = "{ image_id, captions: [...] }";
  try {
    const { image_id: id, captions } = JSON.parse(line);
    if (typeof id === "string" && Array.isArray(captions)) return { id, captions: captions.map(wordsOf) };
  } catch (error) {
    throw new DataFileError(where, expected, (error as Error).message, "the file is truncated");
  }
  throw new DataFileError(where, expected, line.slice(0, 80));
}

/** Lower-case words; marks are left out. */
export function wordsOf(caption: string): string[] {
  return caption.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}
