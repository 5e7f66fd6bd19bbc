/** Captions as the captioning assignment has them: word numbers, image features, a vocabulary. */
import type { NdArray } from "../nd/array.ts";
import { random } from "../random/index.ts";

/**
 * M captions of T words over N images with D features.
 * Word 0 is <NULL> (padding), 1 <START>, 2 <END>, 3 <UNK>.
 */
export interface CaptionData {
  /** (M, T) int32. */
  trainCaptions: NdArray;
  /** (M,) int32: the image of each caption, a row of the features. */
  trainImageIdxs: NdArray;
  /** (N, D). */
  trainFeatures: NdArray;
  valCaptions: NdArray;
  valImageIdxs: NdArray;
  valFeatures: NdArray;
  /** V words by number, and numbers by word. */
  idxToWord: string[];
  wordToIdx: Record<string, number>;
  /** Where each image is, or what names it. */
  trainUrls: string[];
  valUrls: string[];
}

export interface CaptionMinibatch {
  /** (B, T) int32. */
  captions: NdArray;
  /** (B, D). */
  features: NdArray;
  urls: string[];
}

/** Draws captions with the features of their images. */
export function sampleCaptionMinibatch(
  data: CaptionData,
  options: { batchSize?: number; split?: "train" | "val" } = {},
): CaptionMinibatch {
  const { batchSize = 100, split = "train" } = options;
  const [captions, idxs, features, urls] =
    split === "train"
      ? [data.trainCaptions, data.trainImageIdxs, data.trainFeatures, data.trainUrls]
      : [data.valCaptions, data.valImageIdxs, data.valFeatures, data.valUrls];
  const mask = random.choice(captions.shape[0], batchSize) as NdArray;
  const images = idxs.slice(mask);
  return {
    captions: captions.slice(mask),
    features: features.slice(images),
    urls: Array.from(images.flatten().data, (image) => urls[image] ?? ""),
  };
}

/**
 * Word numbers as text: <NULL> is left out, and nothing is said after <END>.
 *
 * @param captions (T,) or (N, T)
 * @returns one sentence, or N of them
 */
export function decodeCaptions(captions: NdArray, idxToWord: readonly string[]): string | string[] {
  if (captions.ndim === 1) return sentence(captions.flatten().data, idxToWord);
  const [N, T] = captions.shape;
  const words = captions.flatten().data;
  return Array.from({ length: N }, (_, n) => sentence(words.subarray(n * T, (n + 1) * T), idxToWord));
}

function sentence(numbers: ArrayLike<number>, idxToWord: readonly string[]): string {
  const words: string[] = [];
  for (const number of Array.from(numbers)) {
    const word = idxToWord[number] ?? `<${number}?>`;
    if (word !== "<NULL>") words.push(word);
    if (word === "<END>") break;
  }
  return words.join(" ");
}
