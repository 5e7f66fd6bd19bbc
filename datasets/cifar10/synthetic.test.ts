import { parseCifar10Batch } from "./records.ts";
import { makeSyntheticCifar10 } from "./synthetic.ts";

const FILES = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

test("the stand-in has the real set's files, each readable as CIFAR-10", () => {
  const files = makeSyntheticCifar10({ numTrain: 52, numTest: 7 });
  expect([...files.keys()]).toEqual([...FILES, "test_batch.bin", "batches.meta.txt"]);
  const counts = [...FILES, "test_batch.bin"].map((name) => parseCifar10Batch(files.get(name)!).labels.length);
  expect(counts).toEqual([10, 10, 11, 10, 11, 7]);
  expect(new TextDecoder().decode(files.get("batches.meta.txt")).trim().split("\n")).toHaveLength(10);
});

test("the same seed gives the same bytes, another seed others", () => {
  const bytes = (seed: number) => makeSyntheticCifar10({ numTrain: 20, numTest: 5, seed }).get("test_batch.bin")!;
  expect(bytes(231)).toEqual(bytes(231));
  expect(bytes(231)).not.toEqual(bytes(232));
});

test("a larger set begins with the smaller one", () => {
  const first = (numTrain: number) => makeSyntheticCifar10({ numTrain, numTest: 1 }).get("data_batch_1.bin")!;
  expect(first(50).subarray(0, first(10).length)).toEqual(first(10));
});

test("all classes appear about equally often, and pixels use the range", () => {
  const { labels, pixels } = parseCifar10Batch(makeSyntheticCifar10({ numTrain: 5000 }).get("data_batch_1.bin")!);
  for (let label = 0; label < 10; label++) {
    const count = labels.filter((y) => y === label).length;
    expect(count).toBeGreaterThan(70); // 1000 draws of p = 0.1: 100, standard deviation 9.5
    expect(count).toBeLessThan(130);
  }
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  expect(mean).toBeGreaterThan(100);
  expect(mean).toBeLessThan(155);
});
