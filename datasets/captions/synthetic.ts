/**
 * The stand-in for captioned images: made scenes (something of some colour, doing something, somewhere), described by
 * five sentences each, with features that mix the scene's parts as a network's would. In COCO's own files.
 */
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { encodeH5 } from "../formats/h5.ts";
import { encodeNpy } from "../formats/npy.ts";
import { buildVocabulary, encodeCaption } from "./vocabulary.ts";

const PARTS = {
  count: ["a", "two", "three", "many"],
  colour: ["black", "white", "brown", "gray", "red", "blue", "green", "yellow"],
  thing: "dog cat horse cow bird sheep bear boat train bus car bike kite ball child man woman player".split(" "),
  action: "standing sitting running lying waiting moving jumping resting playing turning".split(" "),
  place: "field street beach room park river forest snow road kitchen garden station".split(" "),
  time: ["day", "night", "morning", "evening"],
} as const;

type Part = keyof typeof PARTS;
type Scene = Record<Part, number>;

const NAMES = Object.keys(PARTS) as Part[];
const SENTENCES: ((word: (part: Part) => string) => string)[] = [
  (w) => `${w("count")} ${w("colour")} ${w("thing")} ${w("action")} in the ${w("place")}`,
  (w) => `${w("count")} ${w("thing")} is ${w("action")} near the ${w("place")} at ${w("time")}`,
  (w) => `there is ${w("count")} ${w("colour")} ${w("thing")} in this ${w("place")}`,
  (w) => `the ${w("place")} with ${w("count")} ${w("thing")} ${w("action")} in the ${w("time")}`,
  (w) => `${w("count")} ${w("thing")} that is ${w("colour")} and ${w("action")}`,
];

const LENGTH = 17;

export interface SyntheticCaptionsOptions {
  /** Default 2000: of 50 captions drawn at random hardly two belong to the same image, so a model can learn them all. */
  numTrainImages?: number;
  numValImages?: number;
  /** Columns of the features. Default 512, as the real set has after PCA. */
  featureDim?: number;
  seed?: Seed;
}

/** The stand-in's files: name -> bytes, with the names and the layout of the course's COCO files. */
export async function makeSyntheticCaptions(options: SyntheticCaptionsOptions = {}): Promise<Map<string, Uint8Array>> {
  const { numTrainImages = 2000, numValImages = 200, featureDim = 512, seed = DEFAULT_SEED } = options;
  const mixing = mixingOf(featureDim, new Draw(seed, "mixing"));
  const train = drawImages(numTrainImages, featureDim, mixing, new Draw(seed, "train"));
  const val = drawImages(numValImages, featureDim, mixing, new Draw(seed, "val"));
  const vocabulary = buildVocabulary(train.captions);
  const encode = (text: string) => new TextEncoder().encode(text);
  const numbered = ({ captions }: Images) => ({
    data: Int32Array.from(captions.flatMap((words) => encodeCaption(words, vocabulary, LENGTH))),
    shape: [captions.length, LENGTH],
  });
  const owners = ({ captions }: Images) => ({
    data: Int32Array.from(captions, (_, i) => Math.floor(i / 5)),
    shape: [captions.length],
  });
  const captions = {
    train_captions: numbered(train),
    train_image_idxs: owners(train),
    val_captions: numbered(val),
    val_image_idxs: owners(val),
  };
  const { idxToWord, wordToIdx } = vocabulary;
  return new Map([
    ["coco2014_captions.h5", await encodeH5(captions)],
    ["coco2014_vocab.json", encode(JSON.stringify({ idx_to_word: idxToWord, word_to_idx: wordToIdx }))],
    ["train2014_vgg16_fc7_pca.h5", await encodeH5({ features: train.features })],
    ["val2014_vgg16_fc7_pca.h5", await encodeH5({ features: val.features })],
    ["train2014_urls.txt", encode(train.names.join("\n"))],
    ["val2014_urls.txt", encode(val.names.join("\n"))],
  ]);
}

/** The same scenes in Flickr8k's layout: sentences as .jsonl, features as .npy, row for line. */
export async function makeSyntheticFlickr8k(options: SyntheticCaptionsOptions = {}): Promise<Map<string, Uint8Array>> {
  const { numTrainImages = 2000, numValImages = 200, featureDim = 512, seed = DEFAULT_SEED } = options;
  const mixing = mixingOf(featureDim, new Draw(seed, "mixing"));
  const files = new Map<string, Uint8Array>();
  for (const [split, count] of [
    ["val", numTrainImages],
    ["test", numValImages],
  ] as const) {
    const { captions, features, names } = drawImages(count, featureDim, mixing, new Draw(seed, split));
    const lines = names.map((name, n) => {
      const sentences = captions.slice(5 * n, 5 * n + 5).map((words) => `${words.join(" ")} .`);
      return JSON.stringify({ image_id: name, captions: sentences });
    });
    files.set(`${split}_captions.jsonl`, new TextEncoder().encode(`${lines.join("\n")}\n`));
    files.set(`${split}_features.npy`, encodeNpy(features));
  }
  return files;
}

interface Images {
  /** Five per image, image by image. */
  captions: string[][];
  features: { data: Float32Array; shape: number[] };
  names: string[];
}

function drawImages(count: number, D: number, mixing: Float64Array[][], draw: Draw): Images {
  const scenes = Array.from({ length: count }, () => sceneOf(draw));
  const features = { data: new Float32Array(count * D), shape: [count, D] };
  scenes.forEach((scene, n) => {
    const vectors = NAMES.map((part, i) => mixing[i][scene[part]]);
    for (let d = 0; d < D; d++) {
      features.data[n * D + d] = vectors.reduce((sum, vector) => sum + vector[d], 0) + draw.normal(0, 0.3);
    }
  });
  return {
    captions: scenes.flatMap((scene) =>
      SENTENCES.map((sentence) => sentence((part) => PARTS[part][scene[part]]).split(" ")),
    ),
    features,
    names: scenes.map((scene) => `synthetic:${NAMES.map((part) => PARTS[part][scene[part]]).join("-")}`),
  };
}

/** For every word of every part the direction in which it moves the features. */
function mixingOf(D: number, draw: Draw): Float64Array[][] {
  return NAMES.map((part) => PARTS[part].map(() => Float64Array.from({ length: D }, () => draw.normal())));
}

function sceneOf(draw: Draw): Scene {
  return Object.fromEntries(NAMES.map((part) => [part, draw.below(PARTS[part].length)])) as Scene;
}
