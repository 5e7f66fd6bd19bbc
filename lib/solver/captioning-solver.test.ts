import * as nd from "../nd/index.ts";
import { random } from "../random/index.ts";
import { CaptioningSolver } from "./captioning-solver.ts";
import { type CaptionData, decodeCaptions, sampleCaptionMinibatch } from "./captions.ts";

const WORDS = ["<NULL>", "<START>", "<END>", "<UNK>", "a", "dog"];

function data(): CaptionData {
  const captions = nd.array(
    [
      [1, 4, 5, 2],
      [1, 5, 2, 0],
      [1, 3, 2, 0],
    ],
    "int32",
  );
  const images = nd.array([1, 0, 1], "int32");
  const features = nd.array([
    [10, 11],
    [20, 21],
  ]);
  const urls = ["first", "second"];
  return {
    trainCaptions: captions,
    trainImageIdxs: images,
    trainFeatures: features,
    trainUrls: urls,
    valCaptions: captions.slice("0:1"),
    valImageIdxs: images.slice("0:1"),
    valFeatures: features,
    valUrls: urls,
    idxToWord: WORDS,
    wordToIdx: Object.fromEntries(WORDS.map((word, number) => [word, number])),
  };
}

test("a minibatch holds captions with the features and the urls of their own images", () => {
  random.seed(231);
  const { captions, features, urls } = sampleCaptionMinibatch(data(), { batchSize: 20 });
  expect([captions.shape, features.shape]).toEqual([
    [20, 4],
    [20, 2],
  ]);
  for (let n = 0; n < 20; n++) {
    const first = captions.get(n, 1) === 5;
    expect([features.get(n, 0), urls[n]]).toEqual(first ? [10, "first"] : [20, "second"]);
  }
});

test("the validation split is drawn from when asked for", () => {
  const { captions } = sampleCaptionMinibatch(data(), { batchSize: 3, split: "val" });
  expect(captions.toArray()).toEqual([
    [1, 4, 5, 2],
    [1, 4, 5, 2],
    [1, 4, 5, 2],
  ]);
});

test("captions are read up to their end, without padding", () => {
  expect(decodeCaptions(data().trainCaptions, WORDS)).toEqual([
    "<START> a dog <END>",
    "<START> dog <END>",
    "<START> <UNK> <END>",
  ]);
  expect(decodeCaptions(nd.array([5, 0, 4, 2, 4], "int32"), WORDS)).toBe("dog a <END>");
  expect(decodeCaptions(nd.array([9], "int32"), WORDS)).toBe("<9?>");
});

test("a model is trained on features and captions until the epochs are done", () => {
  const seen: number[][] = [];
  const model = {
    params: { b: nd.array([4.0]) },
    loss(features: nd.NdArray, captions: nd.NdArray): [number, Record<string, nd.NdArray>] {
      seen.push([...features.shape, ...captions.shape]);
      const [b] = model.params.b.data;
      return [b * b, { b: nd.array([2 * b]) }];
    },
  };
  const options = { batchSize: 2, numEpochs: 3, optimConfig: { learningRate: 0.25 }, lrDecay: 0.5, verbose: false };
  const solver = new CaptioningSolver(model, data(), options);
  solver.train();
  expect(seen).toEqual([
    [2, 2, 2, 4],
    [2, 2, 2, 4],
    [2, 2, 2, 4],
  ]);
  // b: 4, then 4 - 0.25 * 8 = 2, then 2 - 0.125 * 4 = 1.5
  expect(solver.lossHistory).toEqual([16, 4, 2.25]);
  expect(solver.epoch).toBe(3);
});
