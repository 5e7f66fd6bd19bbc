import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeCaptions, random } from "gradlab/lib";
import { encodeH5 } from "../formats/h5.ts";
import { testOnReal } from "../real-data.fixture.ts";
import { loadCaptionData } from "./captions.ts";
import { readCoco } from "./coco.ts";
import { readFlickr8k, wordsOf } from "./flickr8k.ts";
import { makeSyntheticCaptions, makeSyntheticFlickr8k } from "./synthetic.ts";
import { buildVocabulary, encodeCaption, parseVocabulary } from "./vocabulary.ts";

const saved = { ...process.env };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-captions-"));
  process.env.GRADLAB_CACHE = folder;
});
afterAll(() => {
  process.env = { ...saved };
  rmSync(folder, { recursive: true, force: true });
});

describe("vocabulary", () => {
  const vocabulary = buildVocabulary(
    [
      ["a", "dog"],
      ["a", "cat"],
      ["a", "dog", "runs"],
    ],
    3,
  );
  test("the special words, then the commonest ones, equals in alphabetical order", () => {
    expect(vocabulary.idxToWord).toEqual(["<NULL>", "<START>", "<END>", "<UNK>", "a", "dog", "cat"]);
    expect(vocabulary.wordToIdx.dog).toBe(5);
  });
  test("captions begin, end, are padded, cut, and unknown words are marked", () => {
    expect(encodeCaption(["a", "dog", "constructor"], vocabulary, 7)).toEqual([1, 4, 5, 3, 2, 0, 0]);
    expect(encodeCaption(["a", "a", "a", "a"], vocabulary, 4)).toEqual([1, 4, 4, 2]);
  });
  test("wrong files are named", () => {
    expect(() => parseVocabulary("{")).toThrow(/coco2014_vocab\.json: expected JSON/);
    expect(() => parseVocabulary('{"words": []}')).toThrow(/idx_to_word, a list .* got the keys words/);
    expect(() => parseVocabulary('{"idx_to_word": ["a"]}')).toThrow(/begins with <NULL> <START> <END> <UNK>, got a/);
  });
});

test("the stand-in has the fields, shapes and words of the course's COCO", async () => {
  const data = await loadCaptionData({ numTrainImages: 30, numValImages: 10 });
  expect(data.trainCaptions.shape).toEqual([150, 17]);
  expect([data.trainFeatures.shape, data.trainFeatures.dtype]).toEqual([[30, 512], "float32"]);
  expect([data.valCaptions.shape, data.valImageIdxs.shape, data.valUrls.length]).toEqual([[50, 17], [50], 10]);
  const words = decodeCaptions(data.trainCaptions.slice(0), data.idxToWord) as string;
  const [, thing] = data.trainUrls[data.trainImageIdxs.get(0)].split(":")[1].split("-").slice(1);
  expect(words).toMatch(/^<START> \S+ \S+ \S+ \S+ in the \S+ <END>$/);
  expect(words).toContain(thing);
});

test("maxTrain draws captions with the global stream and keeps all images", async () => {
  random.seed(231);
  const few = await loadCaptionData({ numTrainImages: 30, numValImages: 10, maxTrain: 5 });
  random.seed(231);
  const mask = random.randint(150, null, 5);
  const all = await loadCaptionData({ numTrainImages: 30, numValImages: 10 });
  expect(few.trainCaptions.toArray()).toEqual(all.trainCaptions.slice(mask as never).toArray());
  expect(few.trainFeatures.shape[0]).toBe(30);
});

test("files that do not belong together are named", async () => {
  const files = await makeSyntheticCaptions({ numTrainImages: 4, numValImages: 2, featureDim: 8 });
  const features = await encodeH5({ features: { data: new Float32Array(3 * 8), shape: [3, 8] } });
  files.set("train2014_vgg16_fc7_pca.h5", features);
  await expect(readCoco((name) => files.get(name)!)).rejects.toThrow(/images below 3, the number of features, got 3/);
});

test("Flickr8k: words of .jsonl, features of .npy, row for line", () => {
  expect(wordsOf("A man's dog, running .")).toEqual(["a", "man's", "dog", "running"]);
  const text = new TextEncoder();
  const header = text.encode(`${"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }".padEnd(117)}\n`);
  const features = Uint8Array.of(
    0x93,
    ...text.encode("NUMPY"),
    1,
    0,
    header.length,
    0,
    ...header,
    0,
    0,
    128,
    63,
    0,
    0,
    0,
    64,
  );
  const line = '{"image_id": "x1", "captions": ["A dog runs .", "a dog"]}\n';
  const files: Record<string, Uint8Array> = {
    "val_captions.jsonl": text.encode(line),
    "val_features.npy": features,
    "test_captions.jsonl": text.encode(line.replace("dog runs", "zebra")),
    "test_features.npy": features,
  };
  const { train, val, vocabulary } = readFlickr8k((name) => files[name]);
  expect(vocabulary.idxToWord.slice(4)).toEqual(["a", "dog", "runs"]);
  expect([...train.captions.data.slice(0, 6)]).toEqual([1, 4, 5, 6, 2, 0]);
  expect([...val.captions.data.slice(0, 4)]).toEqual([1, 4, 3, 2]);
  expect([[...train.imageIdxs.data], train.urls]).toEqual([[0, 0], ["x1"]]);
  expect([...train.features.data, ...val.features.data]).toEqual([0, 0, 0, 0]); // one image is its own mean
  files["val_captions.jsonl"] = text.encode(`${line}{"image_id": "x2", "capt`);
  expect(() => readFlickr8k((name) => files[name])).toThrow(/val_captions\.jsonl, line 2: .*truncated/);
  files["val_captions.jsonl"] = text.encode(line + line);
  expect(() => readFlickr8k((name) => files[name])).toThrow(
    /val_features\.npy: expected an array of shape \(2, any\), got \(1, 2\)/,
  );
});

test("Flickr8k's stand-in is read by its reader", async () => {
  const files = await makeSyntheticFlickr8k({ numTrainImages: 6, numValImages: 2, featureDim: 8 });
  const { train, val, vocabulary } = readFlickr8k((name) => files.get(name)!);
  const features = Array.from(train.features.data);
  expect(features.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
  expect(features.reduce((sum, value) => sum + value ** 2, 0) / features.length).toBeCloseTo(1, 5);
  expect([train.captions.shape, train.features.shape, val.features.shape]).toEqual([
    [30, 17],
    [6, 8],
    [2, 8],
  ]);
  expect(vocabulary.idxToWord).toContain("the");
});

testOnReal("real captions with features", "flickr8k/val_features.npy", async () => {
  const data = await loadCaptionData({ source: "real" });
  expect([data.trainFeatures.shape, data.valFeatures.shape]).toEqual([
    [1213, 512],
    [1215, 512],
  ]);
  expect([data.trainCaptions.shape[1], data.idxToWord.length]).toEqual([17, 1004]);
  expect(decodeCaptions(data.trainCaptions.slice(0), data.idxToWord)).toBe(
    "<START> a black dog leaps over a log <END>",
  );
});
