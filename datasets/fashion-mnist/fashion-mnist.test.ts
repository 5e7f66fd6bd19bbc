import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testOnReal } from "../real-data.fixture.ts";
import { getFashionMnistData } from "./fashion-mnist.ts";
import { makeSyntheticFashionMnist } from "./synthetic.ts";

const saved = { ...process.env };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-fashion-"));
  process.env.GRADLAB_CACHE = folder;
});
afterAll(() => {
  process.env = { ...saved };
  rmSync(folder, { recursive: true, force: true });
});

test("the stand-in comes as (N, 28, 28, 1) in [0, 1] with int32 labels", () => {
  const { XTrain, yTrain, XVal, XTest, yTest } = getFashionMnistData();
  expect([XTrain, XVal, XTest].map(({ shape }) => shape)).toEqual([
    [5000, 28, 28, 1],
    [1000, 28, 28, 1],
    [1000, 28, 28, 1],
  ]);
  expect([XTrain.min(), XTrain.max(), XTrain.dtype, yTrain.dtype]).toEqual([0, 1, "float64", "int32"]);
  expect(new Set(yTest.data).size).toBe(10);
});

test("the same seed gives the same files", () => {
  const files = () => makeSyntheticFashionMnist({ numTrain: 5, numTest: 5 });
  expect([...files().keys()]).toEqual([
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
  ]);
  expect(files()).toEqual(files());
});

test("missing and wrong real files are named", () => {
  process.env.GRADLAB_REAL_DATA = join(folder, "none");
  expect(() => getFashionMnistData({ source: "real" })).toThrow(
    /train-images-idx3-ubyte\.gz: .*gradlab data get fashion-mnist/,
  );
  mkdirSync(join(folder, "real", "fashion-mnist"), { recursive: true });
  const few = makeSyntheticFashionMnist({ numTrain: 5, numTest: 5 });
  for (const [name, bytes] of few) writeFileSync(join(folder, "real", "fashion-mnist", name), bytes);
  process.env.GRADLAB_REAL_DATA = join(folder, "real");
  expect(() => getFashionMnistData({ source: "real" })).toThrow(
    /expected an idx array of shape \(60000, 28, 28\), got \(5, 28, 28\)/,
  );
  process.env.GRADLAB_REAL_DATA = saved.GRADLAB_REAL_DATA;
});

testOnReal("the real set", "fashion-mnist/train-images-idx3-ubyte.gz", () => {
  const { XTrain, yTrain, XVal, XTest, yTest } = getFashionMnistData({ source: "real" });
  expect([XTrain.shape[0], XVal.shape[0], XTest.shape[0]]).toEqual([55000, 5000, 10000]);
  // the first training image is an ankle boot; the test set has 1000 of each class
  expect([yTrain.get(0), yTrain.get(1)]).toEqual([9, 0]);
  expect([...Array(10).keys()].map((label) => yTest.data.filter((y: number) => y === label).length)).toEqual(
    Array(10).fill(1000),
  );
});
