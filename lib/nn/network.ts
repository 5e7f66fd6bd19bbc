/** A network of layers: everything but its passes, which the subclass writes. */
import type { NdArray } from "../nd/array.ts";
import { Progress } from "../progress/progress.ts";
import type { Batches, Dataset } from "./dataset.ts";
import type { Kit, LayerOptions, OptimizerOptions } from "./kit.ts";
import type { Layer } from "./layer.ts";
import type { EpochLog, Logger } from "./logger.ts";
import type { Loss } from "./loss.ts";
import type { Optimizer } from "./optimizer.ts";
import { predictionsCsv } from "./predictions.ts";

export interface NetworkOptions {
  /** Builds the parts by name: a {@link Kit}, or whatever else has these functions. */
  kit: Pick<Kit, "layer" | "loss" | "optimizer">;
  /** The loss's name. */
  loss: string;
  /** One entry per layer; the last one's nOut is set by the data set. */
  layers: LayerOptions[];
  optimizer: OptimizerOptions;
  logger?: Logger;
  /** Print one line per epoch. Default true. */
  verbose?: boolean;
  /** Show a bar while training. Default: as `verbose` says. */
  progress?: boolean;
}

/** Mean loss and error of a pass. */
export interface Result {
  loss: number;
  /** Share of wrong classes; for other losses the mean squared error. */
  error: number;
}

export abstract class Network {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly logger: Logger | undefined;
  layers: Layer[];
  /** Mean loss and error of every epoch of training. */
  readonly history: EpochLog[] = [];
  readonly #options: NetworkOptions;

  constructor(options: NetworkOptions) {
    if (options.layers.length === 0) throw new Error("Network: expected at least one layer, got none");
    this.#options = options;
    this.loss = options.kit.loss(options.loss);
    this.optimizer = options.kit.optimizer(options.optimizer);
    this.logger = options.logger;
    this.layers = options.layers.slice(0, -1).map((layer) => options.kit.layer(layer));
  }

  /** The outputs for a batch: through all layers. */
  abstract forward(X: NdArray): NdArray;

  /** The loss of a batch; writes the gradients of all layers' parameters. @param out what `forward` returned */
  abstract backward(target: NdArray, out: NdArray): number;

  /** The outputs for a batch and their loss. */
  abstract predict(X: NdArray, Y: NdArray): [NdArray, number];

  /** Adds the last layer. `train` does it from the data set; call it yourself to use a network without training. */
  build(outDim: number): void {
    const wanted = this.#options.layers;
    if (this.layers.length === wanted.length) return;
    const last = wanted[wanted.length - 1];
    this.layers.push(this.#options.kit.layer({ ...last, nOut: last.nOut ?? outDim }));
  }

  /** One step with every parameter, from the gradients that `backward` wrote. */
  update(epoch: number): void {
    this.layers.forEach((layer, i) => {
      for (const [name, parameter] of Object.entries(layer.parameters)) {
        const step = this.optimizer.update(`${name}${i}`, parameter, layer.gradients[name], epoch);
        layer.parameters[name] = parameter.sub(step);
      }
      layer.clearGradients();
    });
  }

  /** The share of wrong classes for cross-entropy, else the mean squared error. */
  error(target: NdArray, out: NdArray): number {
    if (this.loss.name !== "crossEntropy") return target.sub(out).square().mean();
    return out.argmax(1).ne(target.argmax(1)).mean();
  }

  /** Trains for so many epochs. Calling it again goes on. */
  train(dataset: Dataset, epochs: number): void {
    this.build(dataset.outDim);
    using bar = this.#bar(epochs * dataset.train.samplesPerEpoch);
    for (let i = 0; i < epochs; i++) {
      const epoch = this.history.length;
      const train = this.#trainEpoch(dataset.train, epoch, bar);
      const validate = this.evaluate(dataset.validate);
      const log: EpochLog = { epoch, train, validate, parameters: rangesOf(this.layers) };
      this.history.push(log);
      this.logger?.push(log);
      this.#print(log);
    }
  }

  /** Mean loss and error over one pass, without learning. */
  evaluate(batches: Batches): Result {
    return meanOver(batches, (X, Y) => {
      const out = this.forward(X);
      return { loss: this.loss.forward(Y, out), error: this.error(Y, out) };
    });
  }

  /** Loss and error on the test split, printed and logged. */
  test(dataset: Dataset): Result {
    const result = this.evaluate(dataset.test);
    if (this.#options.verbose !== false) {
      console.log(`Test loss: ${result.loss.toFixed(4)}, test accuracy: ${(1 - result.error).toFixed(4)}`);
    }
    this.logger?.writeTest(result);
    return result;
  }

  /** Keeps the parameters as they are now, in the logger's folder. */
  saveParameters(epoch: number = this.history.length): void {
    if (!this.logger) throw new Error("Network: expected a logger to save parameters with, got none");
    this.logger.saveParameters(epoch, this.layers);
  }

  /** The predicted classes of examples as CSV with the columns Id,Category. */
  predictionsCsv(X: NdArray, batchSize = 100): string {
    return predictionsCsv((batch) => this.forward(batch), X, batchSize);
  }

  #bar(total: number): Progress | undefined {
    const { verbose = true, progress = verbose } = this.#options;
    return progress ? new Progress({ total, label: "training", unit: "batch" }) : undefined;
  }

  #trainEpoch(batches: Batches, epoch: number, bar: Progress | undefined): Result {
    return meanOver(batches, (X, Y) => {
      const out = this.forward(X);
      const result = { loss: this.backward(Y, out), error: this.error(Y, out) };
      this.update(epoch);
      bar?.advance(1, { epoch, loss: result.loss });
      return result;
    });
  }

  #print({ epoch, train, validate }: EpochLog): void {
    if (this.#options.verbose === false) return;
    const words = (name: string, { loss, error }: Result) =>
      `${name} loss ${loss.toFixed(4)}, accuracy ${(1 - error).toFixed(4)}`;
    console.log(`Epoch ${epoch}: ${words("training", train)}; ${words("validation", validate)}`);
  }
}

/** The mean over the examples of one pass. */
function meanOver(batches: Batches, step: (X: NdArray, Y: NdArray) => Result): Result {
  let seen = 0;
  const sum = { loss: 0, error: 0 };
  for (let i = 0; i < batches.samplesPerEpoch; i++) {
    const [X, Y] = batches.sample();
    const { loss, error } = step(X, Y);
    sum.loss += loss * X.shape[0];
    sum.error += error * X.shape[0];
    seen += X.shape[0];
  }
  return { loss: sum.loss / seen, error: sum.error / seen };
}

function rangesOf(layers: Layer[]): Record<string, { min: number; max: number }> {
  const all = layers.flatMap(({ parameters }, i) =>
    Object.entries(parameters).map(([name, w]) => [`${name}${i}`, { min: w.min(), max: w.max() }] as const),
  );
  return Object.fromEntries(all);
}
