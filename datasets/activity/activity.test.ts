import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeH5 } from "../formats/h5.ts";
import { testOnReal } from "../real-data.fixture.ts";
import { activityClasses, getActivityData, readActivityH5 } from "./activity.ts";
import { haptWindows } from "./hapt.ts";
import { makeSyntheticHapt } from "./synthetic.ts";

const saved = { ...process.env };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-activity-"));
  process.env.GRADLAB_CACHE = folder;
});
afterEach(() => {
  process.env = { ...saved };
  rmSync(folder, { recursive: true, force: true });
});

test("the stand-in has windows of all six activities, standardised by the training windows", async () => {
  const { XTrain, yTrain, XTest, yTest } = await getActivityData({ numTrain: 120, numTest: 60 });
  expect([XTrain.shape, yTrain.shape, XTest.shape, yTest.shape]).toEqual([
    [120, 150, 3],
    [120, 6],
    [60, 150, 3],
    [60, 6],
  ]);
  expect([...yTest.sum(0).data]).toEqual([10, 10, 10, 10, 10, 10]);
  for (let channel = 0; channel < 3; channel++) {
    const values = XTrain.slice(":", ":", channel);
    expect(values.mean()).toBeCloseTo(0, 10);
    expect(values.std()).toBeCloseTo(1, 10);
  }
  expect(activityClasses()).toHaveLength(6);
});

test("it is kept in the course's layout and read again", async () => {
  const options = { numTrain: 30, numTest: 12, standardize: false };
  const first = await getActivityData(options);
  const again = await getActivityData(options);
  expect(again.XTrain.data).toEqual(first.XTrain.data);
  // lying down, gravity is not along the body
  const lying = first.yTrain.argmax(1).data.findIndex((label: number) => label === 5);
  expect(Math.abs(first.XTrain.slice(lying, ":", 0).mean())).toBeLessThan(0.5);
});

test("the course's file is read where it lies in a data folder", async () => {
  const arrays = {
    trX: { data: new Float64Array(2 * 450).fill(3), shape: [2, 150, 3] },
    trY: { data: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), shape: [2, 6] },
    tstX: { data: new Float64Array(450), shape: [1, 150, 3] },
    tstY: { data: Float64Array.of(0, 1, 0, 0, 0, 0), shape: [1, 6] },
  };
  mkdirSync(join(folder, "data", "activity"), { recursive: true });
  writeFileSync(join(folder, "data", "activity", "activity.h5"), await encodeH5(arrays));
  delete process.env.GRADLAB_REAL_DATA;
  const { XTrain, yTrain, yTest } = await getActivityData({ source: "real", standardize: false });
  expect([XTrain.get(1, 149, 2), yTrain.get(1, 5), yTest.get(0, 1)]).toEqual([3, 1, 1]);
  const short = { ...arrays, trX: { data: new Float64Array(300), shape: [2, 50, 3] } };
  await expect(readActivityH5(await encodeH5(short), "a.h5")).rejects.toThrow(
    /"trX" of shape \(any, 150, 3\), got \(2, 50, 3\)/,
  );
});

test("missing real files are named with the command that gets them", async () => {
  delete process.env.GRADLAB_REAL_DATA;
  await expect(getActivityData({ source: "real" })).rejects.toThrow(
    /activity\.h5 or HAPT's raw files.*gradlab data get hapt/,
  );
});

describe("HAPT's raw files", () => {
  const samples = (count: number) => Array.from({ length: count }, (_, t) => `${t} 0.5 -1`).join("\n");
  const files = (labels: string) =>
    new Map([
      ["RawData/labels.txt", labels],
      ["RawData/acc_exp01_user01.txt", samples(700)],
      ["RawData/acc_exp02_user30.txt", samples(200)],
    ]);

  test("are cut into whole windows inside one activity, split by person; transitions are left out", () => {
    const { trX, trY, tstX, tstY } = haptWindows(files("1 1 5 11 320\n1 1 7 321 500\n1 1 2 501 650\n2 30 6 1 200\n"));
    expect([trX.shape, tstX.shape]).toEqual([
      [3, 150, 3],
      [1, 150, 3],
    ]);
    // line 11 is sample 10; the second window follows, the third is the second activity's
    expect([trX.data[0], trX.data[450], trX.data[900]]).toEqual([10, 160, 500]);
    expect([...trY.data]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]);
    expect([...tstY.data]).toEqual([0, 0, 0, 0, 0, 1]);
    expect(haptWindows(files("1 1 5 11 320\n"), 75).trX.shape[0]).toBe(3);
  });

  test.each([
    [
      "a label that says nothing",
      "1 1 5\n",
      /labels\.txt, line 1: expected experiment user activity start end, got "1 1 5"/,
    ],
    [
      "a recording that is not there",
      "9 9 5 1 300\n",
      /the recording acc_exp09_user09\.txt that labels\.txt names, got no such file/,
    ],
    [
      "a recording cut short",
      "2 30 6 1 300\n",
      /acc_exp02_user30\.txt: expected at least 300 samples, as labels\.txt says, got 200/,
    ],
  ])("%s is named", (_name, labels, message) => {
    expect(() => haptWindows(files(labels))).toThrow(message);
  });

  test("a sample that is none is named by its line", () => {
    const broken = files("2 30 6 1 160\n").set("acc_exp02_user30.txt", "1 2 3\n1 2\n");
    expect(() => haptWindows(broken)).toThrow(/acc_exp02_user30\.txt, line 2: expected three numbers x y z, got "1 2"/);
  });
});

test("HAPT's stand-in has its files: 30 people, windows of every activity for training and test", () => {
  const text = new TextDecoder();
  const files = new Map([...makeSyntheticHapt({ numTrain: 252 })].map(([name, bytes]) => [name, text.decode(bytes)]));
  expect(files.size).toBe(31);
  const { trX, trY, tstX } = haptWindows(files);
  expect([trX.shape, tstX.shape]).toEqual([
    [252, 150, 3],
    [108, 150, 3],
  ]);
  expect(
    [0, 1, 2, 3, 4, 5].map((k) => trY.data.filter((y: number, i: number) => i % 6 === k && y === 1).length),
  ).toEqual(Array(6).fill(42));
});

test("HAPT's stand-in is the same for the same seed, person by person and activity by activity", () => {
  const [one, again, other] = [{}, {}, { seed: 7 }].map((seed) => makeSyntheticHapt({ numTrain: 126, ...seed }));
  const text = (files: typeof one, name: string) => new TextDecoder().decode(files.get(`RawData/${name}.txt`));
  expect(text(again, "acc_exp30_user30")).toBe(text(one, "acc_exp30_user30"));
  expect(text(other, "acc_exp30_user30")).not.toBe(text(one, "acc_exp30_user30"));
  expect(text(one, "labels").split("\n").slice(4, 8)).toEqual([
    "1 1 5 601 750",
    "1 1 6 751 900",
    "2 2 1 1 150",
    "2 2 2 151 300",
  ]);
  // The last number drawn: whoever draws in another order, or more or less, gets another one.
  const last = text(one, "acc_exp30_user30").trimEnd().split("\n").at(-1)!.split(" ").map(Number);
  for (const [i, value] of [0.06553994611, 0.79187088441, 0.53159618251].entries())
    expect(last[i]).toBeCloseTo(value, 9);
});

testOnReal("the real recordings give thousands of windows of 30 people", "hapt/hapt-acc.tar.gz", async () => {
  const { XTrain, yTrain, XTest } = await getActivityData({ source: "real", standardize: false });
  expect(XTrain.shape.slice(1)).toEqual([150, 3]);
  expect(XTrain.shape[0]).toBeGreaterThan(2500);
  expect(XTest.shape[0]).toBeGreaterThan(1000);
  // standing (activity 5): gravity, 1 g, along the body
  const standing = yTrain.argmax(1).data.findIndex((label: number) => label === 4);
  expect(Math.abs(XTrain.slice(standing, ":", 0).mean() - 1)).toBeLessThan(0.1);
});
