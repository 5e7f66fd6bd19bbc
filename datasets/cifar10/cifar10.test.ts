import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testOnReal } from "../real-data.fixture.ts";
import { cifar10Classes, getCifar10Data } from "./cifar10.ts";
import { syntheticSplit } from "./files.ts";
import { PIXELS } from "./records.ts";

let folder: string;
let shared: string;
const saved = { ...process.env };

beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), "gradlab-data-"));
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-data-"));
  process.env.GRADLAB_CACHE = shared;
  delete process.env.GRADLAB_DATA;
  delete process.env.GRADLAB_REAL_DATA;
});

afterEach(() => {
  process.env = { ...saved };
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => rmSync(shared, { recursive: true, force: true }));

test("the stand-in comes as NCHW float64 with int32 labels, split 4000/1000/1000", () => {
  const { XTrain, yTrain, XVal, yVal, XTest, yTest } = getCifar10Data();
  expect([XTrain, XVal, XTest].map((x) => [x.shape, x.dtype])).toEqual([
    [[4000, 3, 32, 32], "float64"],
    [[1000, 3, 32, 32], "float64"],
    [[1000, 3, 32, 32], "float64"],
  ]);
  expect([yTrain, yVal, yTest].map((y) => [y.shape, y.dtype])).toEqual([
    [[4000], "int32"],
    [[1000], "int32"],
    [[1000], "int32"],
  ]);
});

test("the mean image of the training split is subtracted from every split", () => {
  const sizes = { numTraining: 60, numValidation: 10, numTest: 5 };
  const raw = getCifar10Data({ ...sizes, subtractMean: false });
  const centred = getCifar10Data(sizes);
  let mean = 0;
  for (let n = 0; n < 60; n++) mean += raw.XTrain.get(n, 2, 5, 7) / 60;
  expect(centred.XTrain.get(3, 2, 5, 7)).toBeCloseTo(raw.XTrain.get(3, 2, 5, 7) - mean, 10);
  expect(centred.XTest.get(4, 2, 5, 7)).toBeCloseTo(raw.XTest.get(4, 2, 5, 7) - mean, 10);
});

test("validation images follow the training images, and a smaller split is the beginning of a larger one", () => {
  const all = getCifar10Data({ numTraining: 100, numValidation: 20, subtractMean: false });
  const few = getCifar10Data({ numTraining: 50, numValidation: 70, subtractMean: false });
  expect([...few.yTrain.data, ...few.yVal.data]).toEqual([...all.yTrain.data, ...all.yVal.data]);
  expect(few.XVal.get(0, 1, 2, 3)).toBe(all.XTrain.get(50, 1, 2, 3));
});

test("float32 halves the memory and holds the same values", () => {
  const options = { numTraining: 20, numValidation: 5, numTest: 5 };
  const { XTrain } = getCifar10Data({ ...options, dtype: "float32" });
  expect(XTrain.dtype).toBe("float32");
  expect(XTrain.get(7, 0, 1, 1)).toBe(Math.fround(getCifar10Data(options).XTrain.get(7, 0, 1, 1)));
});

test("the stand-in is kept in the cache and read from there", () => {
  process.env.GRADLAB_CACHE = folder;
  const first = getCifar10Data({ numTraining: 10, numValidation: 0, numTest: 1 });
  const [set] = readdirSync(join(folder, "data", "cifar10-synthetic-2"));
  expect(set).toBe("seed231-5000-1000");
  const again = getCifar10Data({ numTraining: 10, numValidation: 0, numTest: 1 });
  expect(again.XTrain.data).toEqual(first.XTrain.data);
});

test("sets of another seed, which may be secret, leave nothing in the cache", () => {
  process.env.GRADLAB_CACHE = folder;
  const few = { numTraining: 20, numValidation: 5, numTest: 5 };
  const secret = getCifar10Data({ ...few, seed: [17, 2 ** 31] });
  expect(existsSync(join(folder, "data"))).toBe(false);
  expect(getCifar10Data({ ...few, seed: [17, 2 ** 31] }).XTest.data).toEqual(secret.XTest.data);
  expect(getCifar10Data({ ...few, seed: [17, 0] }).yTest.data).not.toEqual(secret.yTest.data);
});

test("a cache that cannot be written does not matter", () => {
  process.env.GRADLAB_CACHE = folder;
  writeFileSync(join(folder, "data"), "a file where the folder should be");
  expect(getCifar10Data({ numTraining: 10 }).yTrain.shape).toEqual([10]);
});

test("the stand-in grows with what is asked for", () => {
  expect(syntheticSplit(5010, 1000, 231).train.labels).toHaveLength(5010);
});

describe("the real set", () => {
  beforeEach(() => {
    process.env.GRADLAB_CACHE = folder;
  });

  test("missing files are named, with the command that gets them", () => {
    expect(() => getCifar10Data({ source: "real" })).toThrow(/data_batch_1\.bin: expected .*gradlab data get cifar10/);
  });

  test("a truncated file is named by its path", () => {
    mkdirSync(join(folder, "data", "cifar10"), { recursive: true });
    writeFileSync(join(folder, "data", "cifar10", "data_batch_1.bin"), new Uint8Array(3073 * 3));
    process.env.GRADLAB_DATA = "real";
    expect(() => getCifar10Data()).toThrow(/cifar10\/data_batch_1\.bin: expected 10000 records .* got 9219 bytes/);
  });

  test("an unknown source is refused", () => {
    process.env.GRADLAB_DATA = "maybe";
    expect(() => getCifar10Data()).toThrow(/expected "synthetic" or "real" .* got "maybe"/);
  });

  test("the course's split, from files of the real length", () => {
    const batch = new Uint8Array(10000 * (PIXELS + 1));
    for (const name of [1, 2, 3, 4, 5].map((n) => `data_batch_${n}`).concat("test_batch")) {
      batch[0] = name === "data_batch_5" ? 7 : 3; // the label of image 40000 of the training set
      mkdirSync(join(folder, "data", "cifar10", "cifar-10-batches-bin"), { recursive: true });
      writeFileSync(join(folder, "data", "cifar10", "cifar-10-batches-bin", `${name}.bin`), batch);
    }
    const data = getCifar10Data({ source: "real", dtype: "float32" });
    expect(data.XTrain.shape).toEqual([49000, 3, 32, 32]);
    expect(data.yVal.shape).toEqual([1000]);
    expect(data.XTest.shape).toEqual([1000, 3, 32, 32]);
    expect([data.yTrain.get(0), data.yTrain.get(40000), data.yTest.get(0)]).toEqual([3, 7, 3]);
  });

  test("each source names its classes", () => {
    expect(cifar10Classes({ source: "real" })[1]).toBe("automobile");
    expect(cifar10Classes()).toHaveLength(10);
  });
});

testOnReal("the real images: 5000 of each class, means near the known 0.4914, 0.4822, 0.4465 of 255", "cifar10", () => {
  process.env.GRADLAB_REAL_DATA = saved.GRADLAB_REAL_DATA;
  const { XTrain, yTrain, XVal, yVal } = getCifar10Data({ source: "real", subtractMean: false, dtype: "float32" });
  expect([XTrain.shape[0], XVal.shape[0]]).toEqual([49000, 1000]);
  const counts = new Array(10).fill(0);
  for (const y of [yTrain, yVal]) for (const label of y.data) counts[label]++;
  expect(counts).toEqual(new Array(10).fill(5000));
  const means = [0, 1, 2].map((channel) => XTrain.slice(":10000", channel).mean() / 255);
  [0.4914, 0.4822, 0.4465].forEach((mean, c) => void expect(Math.abs(means[c] - mean)).toBeLessThan(0.01));
});
