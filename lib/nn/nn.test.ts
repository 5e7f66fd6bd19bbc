import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { RandomState } from "../random/random-state.ts";
import { readCheckpoint } from "../solver/checkpoint.ts";
import { Batches, Dataset, oneHot } from "./dataset.ts";
import { fans, initializer } from "./initializers.ts";
import { Kit } from "./kit.ts";
import { Layer } from "./layer.ts";
import { Logger } from "./logger.ts";
import { Loss } from "./loss.ts";
import { Network } from "./network.ts";
import { SGD } from "./optimizer.ts";
import { scheduler } from "./schedulers.ts";

/** Y = X[:, :nOut] * w: a layer whose gradients are plain to see. */
class Scale extends Layer {
  constructor(options: { nOut: number }) {
    super();
    this.nOut = options.nOut;
  }
  forward(X: NdArray): NdArray {
    this.nIn = X.shape[1];
    this.parameters.w ??= nd.full([1, this.nOut!], 0.5);
    this.gradients.w ??= nd.zerosLike(this.parameters.w);
    this.cache.X = X.slice(":", `:${this.nOut}`);
    return this.cache.X.mul(this.parameters.w);
  }
  backward(dLdY: NdArray): NdArray {
    this.gradients.w = dLdY.mul(this.cache.X).sum({ axis: 0, keepdims: true });
    const dX = nd.zeros([dLdY.shape[0], this.nIn!]);
    dX.slice(":", `:${this.nOut}`).assign(dLdY.mul(this.parameters.w));
    return dX;
  }
}

/** Mean absolute error under the name for which a network counts wrong classes. */
class Absolute extends Loss {
  readonly name = "crossEntropy";
  forward = (Y: NdArray, YHat: NdArray) => Y.sub(YHat).abs().mean();
  backward = (Y: NdArray, YHat: NdArray) => YHat.sub(Y).sign().div(Y.size);
}

class Chain extends Network {
  forward = (X: NdArray) => this.layers.reduce((out, layer) => layer.forward(out), X);
  backward(target: NdArray, out: NdArray): number {
    this.layers.reduceRight((d, layer) => layer.backward(d), this.loss.backward(target, out));
    return this.loss.forward(target, out);
  }
  predict(X: NdArray, Y: NdArray): [NdArray, number] {
    const out = this.forward(X);
    return [out, this.loss.forward(Y, out)];
  }
}

const kit = new Kit({ layers: { scale: Scale }, losses: { absolute: Absolute } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-nn-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("initialisers", () => {
  const stream = new RandomState(231);
  test("xavierUniform fills +-sqrt(6 / (in + out)), and xavierNormal has that spread's deviation", () => {
    const W = initializer("xavierUniform", { stream })([300, 200]);
    const limit = Math.sqrt(6 / 500);
    expect(Math.abs(W.max() - limit)).toBeLessThan(limit * 1e-3);
    expect(Math.abs(W.std() / Math.sqrt(2 / 500) - 1)).toBeLessThan(0.01);
    expect(Math.abs(initializer("xavierNormal", { stream })([300, 200]).std() / Math.sqrt(2 / 500) - 1)).toBeLessThan(
      0.01,
    );
  });
  test("he scales by the inputs alone, times the gain", () => {
    const W = initializer("heNormal", { stream, gain: 2 })([400, 100]);
    expect(Math.abs(W.std() / (2 * Math.sqrt(2 / 400)) - 1)).toBeLessThan(0.02);
  });
  test("weights are of the dtype asked for", () => {
    const dtypes = ["xavierUniform", "heNormal", "normal", "zeros", "ones"].map(
      (name) => initializer(name, { stream, dtype: "float32" })([3, 2]).dtype,
    );
    expect(new Set(dtypes)).toEqual(new Set(["float32"]));
    expect(initializer("heNormal", { stream })([3, 2]).dtype).toBe("float64");
  });
  test("a kernel counts once per place", () => {
    expect(fans([5, 5, 3, 16])).toEqual([75, 400]);
    expect(() => fans([5])).toThrow(/shape \(\.\.\., nIn, nOut\), got \(5\)/);
  });
  test("an unknown name is answered with the known ones", () => {
    expect(() => initializer("xavier")).toThrow(/expected one of zeros, ones, normal, xavierUniform.* got "xavier"/);
  });
});

describe("schedulers", () => {
  test("constant stays, exponential falls steadily or in stages", () => {
    expect(scheduler({ lr: 0.1 })(50)).toBe(0.1);
    const steady = scheduler({ lr: 0.1, lrScheduler: "exponential", lrDecay: 0.5, stageLength: 2 });
    const stairs = scheduler({ lr: 0.1, lrScheduler: "exponential", lrDecay: 0.5, stageLength: 2, staircase: true });
    expect([0, 1, 2].map(steady)).toEqual([0.1, 0.1 * 0.5 ** 0.5, 0.05]);
    expect([0, 1, 2, 3].map(stairs)).toEqual([0.1, 0.1, 0.05, 0.05]);
  });
  test("wrong options are named", () => {
    expect(() => scheduler({ lr: 0 })).toThrow(/lr above 0, got 0/);
    expect(() => scheduler({ lr: 1, lrScheduler: "cosine" })).toThrow(/"constant" or "exponential", got "cosine"/);
  });
});

describe("SGD", () => {
  const g = nd.array([3, 4]);
  test("with momentum a step repeats part of the last one, parameter by parameter", () => {
    const sgd = new SGD({ lr: 0.1, momentum: 0.5 });
    const steps = [0, 1, 2].map((epoch) => [...sgd.update("W0", g, g, epoch).data]);
    const expected = [
      [0.3, 0.4],
      [0.45, 0.6],
      [0.525, 0.7],
    ];
    steps.forEach((step, i) => void step.forEach((value, j) => void expect(value).toBeCloseTo(expected[i][j], 12)));
    expect(sgd.update("b0", g, g, 0).get(0)).toBeCloseTo(0.3, 12);
  });
  test("long gradients are shortened to clipNorm, short ones are left", () => {
    const sgd = new SGD({ lr: 1, clipNorm: 2.5 });
    expect([...sgd.update("W", g, g, 0).data]).toEqual([1.5, 2]);
    expect([...sgd.update("W", g, nd.array([0.3, 0.4]), 0).data]).toEqual([0.3, 0.4]);
  });
});

describe("data", () => {
  test("one-hot rows", () => {
    expect(oneHot(nd.array([2, 0], "int32"), 3).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });
  test("a pass hands out every example once, the last batch smaller, in a new order each time", () => {
    const X = nd.arange(10).reshape(10, 1);
    const batches = new Batches(X, X, { batchSize: 4, shuffle: true, stream: new RandomState(1) });
    const pass = () => [1, 2, 3].flatMap(() => [...batches.sample()[0].flatten().data]);
    expect(batches.samplesPerEpoch).toBe(3);
    const [first, second] = [pass(), pass()];
    expect([...first].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...second].sort((a, b) => a - b)).toEqual([...first].sort((a, b) => a - b));
    expect(second).not.toEqual(first);
  });
  test("targets of float32 examples are float32, so that gradients are", () => {
    const data = Dataset.fromLabels(nd.ones([10, 2], "float32"), nd.zeros([10], "int32"), { classes: 2 });
    expect(data.train.Y.dtype).toBe("float32");
  });
  test("splits are disjoint, targets stay with their examples, and features are scaled by training figures", () => {
    const X = nd.arange(100).reshape(100, 1).astype("float64");
    const labels = nd.array(
      Array.from({ length: 100 }, (_, n) => n % 3),
      "int32",
    );
    const data = Dataset.fromLabels(X, labels, { split: [0.6, 0.2, 0.2], batchSize: 100, stream: new RandomState(3) });
    const all = [data.train, data.validate, data.test].flatMap(({ X }) => [...X.flatten().data]);
    expect([...new Set(all)]).toHaveLength(100);
    const [x, y] = data.train.sample();
    for (let n = 0; n < 60; n++) expect(y.get(n, x.get(n, 0) % 3)).toBe(1);
    const scaled = Dataset.fromLabels(X, labels, { standardize: true, stream: new RandomState(3) });
    expect(scaled.train.X.mean()).toBeCloseTo(0, 12);
    expect(scaled.train.X.std()).toBeCloseTo(1, 12);
    expect(Math.abs(scaled.test.X.mean())).toBeGreaterThan(1e-6);
  });
});

describe("network", () => {
  const options = {
    kit,
    loss: "absolute",
    layers: [{ name: "scale", nOut: 3 }, { name: "scale" }],
    optimizer: { lr: 0.2 },
  };
  const data = () => {
    const labels = new RandomState(5).randint(0, 2, 60) as NdArray;
    const X = nd.concatenate([oneHot(labels, 2), nd.ones([60, 1])], 1);
    return Dataset.fromLabels(X, labels, { batchSize: 10, stream: new RandomState(4) });
  };
  test("trains layers built by name, the last one sized by the data, and says how it goes", () => {
    const lines: string[] = [];
    const log = console.log;
    console.log = (line: string) => lines.push(line);
    let network: Chain;
    try {
      network = new Chain(options);
      network.train(data(), 20);
      network.test(data());
    } finally {
      console.log = log;
    }
    expect(network.layers.map(({ nOut }) => nOut)).toEqual([3, 2]);
    expect(network.history).toHaveLength(20);
    expect(network.history[19].train.loss).toBeLessThan(network.history[0].train.loss / 2);
    expect(network.history[19].validate.error).toBe(0);
    expect(lines[0]).toMatch(/^Epoch 0: training loss 0\.\d{4}, accuracy \d\.\d{4}; validation loss/);
    expect(lines.at(-1)).toMatch(/^Test loss: 0\.\d{4}, test accuracy: 1\.0000$/);
  });
  test("a whole training has one bar, and none where nothing is printed", () => {
    const door = Symbol.for("gradlab.display");
    const ids = new Set<string>();
    const display = (_bundle: unknown, id: string) => void ids.add(id);
    Object.assign(globalThis, { [door]: { display, update: (id: string) => void ids.add(id) } });
    try {
      new Chain({ ...options, verbose: false }).train(data(), 5);
      expect(ids.size).toBe(0);
      new Chain({ ...options, verbose: false, progress: true }).train(data(), 5);
      expect(ids.size).toBe(1);
    } finally {
      Reflect.deleteProperty(globalThis, door);
    }
  });
  test("predictions are written as Id,Category", () => {
    const network = new Chain({ ...options, verbose: false });
    network.build(2);
    expect(
      network.predictionsCsv(
        nd.array([
          [0, 1, 0],
          [1, 0, 0],
        ]),
        1,
      ),
    ).toBe("Id,Category\n0,1\n1,0\n");
  });
  test("an experiment's folder holds its options, its figures, its curves and its parameters, and is never mixed up", () => {
    const logger = new Logger({ modelName: "net", modelOptions: { lr: 0.2 }, folder });
    const network = new Chain({ ...options, logger, verbose: false });
    network.train(data(), 2);
    network.test(data());
    network.saveParameters();
    const read = (name: string) => readFileSync(join(folder, "net", name), "utf8");
    expect(JSON.parse(read("hyperparameters.json")).modelOptions).toEqual({ lr: 0.2 });
    expect(read("log.csv").trim().split("\n")).toHaveLength(3);
    expect(read("loss.svg")).toMatch(/^<svg/);
    expect(JSON.parse(read("test.json"))).toHaveProperty("error");
    const [first] = readCheckpoint(join(folder, "net", "parameters_epoch_2.json")) as { w: NdArray }[];
    expect(first.w.toArray()).toEqual(network.layers[0].parameters.w.toArray());
    expect(new Logger({ modelName: "net", folder }).folder).toBe(join(folder, "net-2"));
  });
  test("nothing is written where nothing shall be saved", () => {
    const logger = new Logger({ modelName: "net", save: false, folder });
    new Chain({ ...options, logger, verbose: false }).train(data(), 1);
    expect(existsSync(join(folder, "net"))).toBe(false);
    expect(logger.history).toHaveLength(1);
  });
  test("anything that builds parts by name does for a kit", () => {
    const parts = {
      layer: () => new Scale({ nOut: 2 }),
      loss: () => new Absolute(),
      optimizer: () => new SGD({ lr: 1 }),
    };
    const network = new Chain({ ...options, kit: parts, verbose: false });
    network.build(2);
    expect(network.forward(nd.ones([1, 2])).toArray()).toEqual([[0.25, 0.25]]);
  });
  test("names that no one gave are answered with those that are there", () => {
    expect(() => kit.layer({ name: "conv" })).toThrow(/name of a layer \(scale\), got "conv"/);
    expect(() => kit.activation("relu")).toThrow(/activation \(none are given\), got "relu"/);
    expect(() => kit.optimizer({ name: "adam", lr: 1 })).toThrow(/optimizer \(SGD\), got "adam"/);
  });
});
