import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as nd from "../nd/index.ts";
import { LeastSquares, smallData } from "./least-squares.fixture.ts";
import { Solver, type SolverOptions } from "./solver.ts";
import type { UpdateRule } from "./update-rule.ts";

const OPTIONS: SolverOptions = {
  optimConfig: { learningRate: 0.1 },
  batchSize: 7,
  numEpochs: 4,
  lrDecay: 0.9,
  numTrainSamples: 30,
  verbose: false,
};

function solverOf(options: SolverOptions = {}) {
  const data = smallData();
  return new Solver(new LeastSquares(), data, { ...OPTIONS, ...options });
}

/** The loop of the course's Solver on the same model and data, in NumPy with RandomState(231). */
const NUMPY = {
  losses: { 0: 1.0, 1: 0.999082931522669, 10: 0.7904482959108247, 31: 0.3260265645246561 },
  train: [0.6, 0.5666666666666667, 0.8333333333333334, 0.6666666666666666, 0.7],
  val: [0.6, 0.75, 0.65, 0.7, 0.55],
  bestW: [0.12564177822164255, -0.14048840558339715, -0.18118091292201718, 0.006789657114905491],
};

test("losses, accuracies and the best parameters are NumPy's, draw for draw", () => {
  const solver = solverOf();
  solver.train();
  expect(solver.lossHistory).toHaveLength(32);
  for (const [at, loss] of Object.entries(NUMPY.losses)) expect(solver.lossHistory[Number(at)]).toBeCloseTo(loss, 12);
  expect(solver.trainAccHistory).toEqual(NUMPY.train);
  expect(solver.valAccHistory).toEqual(NUMPY.val);
  expect([solver.bestValAcc, solver.bestEpoch]).toEqual([0.75, 1]);
  const W = solver.model.params.W.flatten().data;
  NUMPY.bestW.forEach((w, i) => void expect(W[i]).toBeCloseTo(w, 12));
});

test("the lines that the course prints are printed", () => {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => lines.push(line);
  try {
    solverOf({ verbose: true, printEvery: 8 }).train();
  } finally {
    console.log = log;
  }
  expect(lines.slice(0, 4)).toEqual([
    "(Iteration 1 / 32) loss: 1.000000",
    "(Epoch 0 / 4) train acc: 0.600000; val_acc: 0.600000",
    "(Epoch 1 / 4) train acc: 0.566667; val_acc: 0.750000",
    expect.stringMatching(/^\(Iteration 9 \/ 32\) loss: 0\.\d{6}$/),
  ]);
});

test("a rule given as a function gets the parameter, its gradient and its own configuration back each step", () => {
  const seen: unknown[] = [];
  const counting: UpdateRule = (w, dw, config) => {
    seen.push([w.shape, dw.shape, config.learningRate, config.steps]);
    return [w.sub(dw.mul(config.learningRate as number)), { ...config, steps: ((config.steps as number) ?? 0) + 1 }];
  };
  const byFunction = solverOf({ updateRule: counting, numEpochs: 2 });
  byFunction.train();
  expect(seen[0]).toEqual([[4, 3], [4, 3], 0.1, undefined]);
  expect(seen[8]).toEqual([[4, 3], [4, 3], 0.1 * 0.9, 8]);
  const byName = solverOf({ updateRule: "mine", rules: { mine: counting }, numEpochs: 2 });
  byName.train();
  expect(byName.lossHistory).toEqual(byFunction.lossHistory);
});

test("an interrupted training goes on where it was", () => {
  const whole = solverOf();
  whole.train();
  const parted = solverOf();
  const step = parted.model.loss.bind(parted.model) as (X: nd.NdArray, y?: nd.NdArray) => never;
  let calls = 0;
  parted.model.loss = ((X: nd.NdArray, y?: nd.NdArray) => {
    if (y && ++calls === 12) throw new Error("interrupted");
    return step(X, y);
  }) as never;
  expect(() => parted.train()).toThrow("interrupted");
  expect(parted.iteration).toBe(11);
  parted.train();
  expect(parted.lossHistory).toHaveLength(32);
  expect(parted.lossHistory.slice(0, 11)).toEqual(whole.lossHistory.slice(0, 11));
});

test("a step that was interrupted between loss and update is done again, and counted once", () => {
  let failing = true;
  const rule: UpdateRule = (w, dw, config) => {
    if (failing) throw new Error("interrupted");
    return [w.sub(dw.mul(0.1)), config];
  };
  const solver = solverOf({ updateRule: rule, numEpochs: 1 });
  expect(() => solver.train()).toThrow("interrupted");
  failing = false;
  solver.train();
  expect(solver.lossHistory).toHaveLength(8);
});

test("a checkpoint holds all that is needed to end exactly as the unbroken run", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-solver-"));
  try {
    const whole = solverOf({ checkpointName: join(folder, "run") });
    whole.train();
    expect(existsSync(join(folder, "run_epoch_4.json"))).toBe(true);
    const resumed = solverOf();
    resumed.load(join(folder, "run_epoch_2.json"));
    expect(resumed.iteration).toBe(16);
    resumed.train();
    expect(resumed.lossHistory).toEqual(whole.lossHistory);
    expect(resumed.valAccHistory).toEqual(whole.valAccHistory);
    expect(resumed.model.params.W.toArray()).toEqual(whole.model.params.W.toArray());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("training stops early when the validation accuracy no longer rises, or when asked to", () => {
  const patient = solverOf({ patience: 2, numEpochs: 50 });
  patient.train();
  expect([patient.epoch, patient.stopped]).toEqual([3, true]);
  const asked = solverOf({ stopWhen: ({ epoch }) => epoch === 1 });
  asked.train();
  expect(asked.lossHistory).toHaveLength(8);
});

test("more epochs can be added afterwards", () => {
  const solver = solverOf({ numEpochs: 1 });
  solver.train();
  solver.numEpochs = 3;
  solver.train();
  expect([solver.epoch, solver.lossHistory.length]).toEqual([3, 24]);
});

describe("mistakes are named", () => {
  test("an unknown rule", () => {
    expect(() => solverOf({ updateRule: "adam" })).toThrow(
      /expected updateRule to be "sgd" or a function .*, got "adam"/,
    );
  });
  test("a rule without a return value", () => {
    const forgot = (() => undefined) as unknown as UpdateRule;
    expect(() => solverOf({ updateRule: forgot }).train()).toThrow(/\[nextW, nextConfig\] for "W", got nothing/);
  });
  test("a missing gradient, and one of the wrong shape", () => {
    const missing = solverOf();
    missing.model.loss = (() => [1, { b: nd.zeros([3]) }]) as never;
    expect(() => missing.train()).toThrow(/a gradient for "W" of shape \(4, 3\), got b/);
    const transposed = solverOf();
    transposed.model.loss = (() => [1, { W: nd.zeros([3, 4]) }]) as never;
    expect(() => transposed.train()).toThrow(/gradient of "W" to have shape \(4, 3\), got \(3, 4\)/);
  });
  test("scores of the wrong shape", () => {
    const solver = solverOf();
    solver.model.loss = ((X: nd.NdArray, y?: nd.NdArray) => (y ? [1, { W: nd.zeros([4, 3]) }] : X.slice(0))) as never;
    expect(() => solver.train()).toThrow(/loss\(X\) without y to return scores of shape \(7, C\), got shape \(4\)/);
  });
  test("labels that do not belong to the examples", () => {
    const data = { ...smallData(), yTrain: nd.zeros([59], "int32") };
    expect(() => new Solver(new LeastSquares(), data)).toThrow(/got 60 in XTrain and 59 labels in yTrain/);
  });
});
