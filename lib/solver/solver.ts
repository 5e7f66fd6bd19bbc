/** Trains a classifier by minibatches, as the course's Solver does, draw for draw of the random stream. */
import type { NdArray } from "../nd/array.ts";
import { Progress } from "../progress/progress.ts";
import { random } from "../random/index.ts";
import { type AccuracyOptions, accuracy } from "./accuracy.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { checkData, copyParams, type Model, type SolverData } from "./model.ts";
import { type TrainingOptions, updaterOf } from "./training-options.ts";
import type { OptimConfig, Updater } from "./update-rule.ts";

export interface SolverOptions extends TrainingOptions {
  /** Training examples looked at for the training accuracy. Default 1000; null: all. */
  numTrainSamples?: number | null;
  /** Validation examples looked at. Default: all. */
  numValSamples?: number | null;
  /** Write `<name>_epoch_<n>.json` after every epoch. */
  checkpointName?: string;
  /** Stop when the validation accuracy has not risen for so many epochs. Default: never. */
  patience?: number;
  /** Asked after every epoch whether to stop. */
  stopWhen?: (solver: Solver) => boolean;
}

/**
 * Trains `model` on `data`.
 *
 * @example
 * const solver = new Solver(model, data, { optimConfig: { learningRate: 1e-3 }, numEpochs: 10 });
 * solver.train();
 * solver.bestValAcc
 *
 * An interrupted `train()` keeps everything: calling it again goes on with the next iteration. After the last epoch the
 * model holds the parameters of its best validation accuracy; raise `numEpochs` and call again to train longer.
 */
export class Solver {
  readonly model: Model;
  readonly data: SolverData;
  /** Epochs in all; may be raised between two calls of train(). */
  numEpochs: number;
  /** Finished iterations and epochs. */
  iteration = 0;
  epoch = 0;
  /** Set where `patience` or `stopWhen` ended the training. */
  stopped = false;
  /** The best validation accuracy so far, the parameters that reached it, and its epoch. */
  bestValAcc = 0;
  bestParams: Record<string, NdArray> = {};
  bestEpoch = 0;
  /** The loss of every iteration; the accuracies before training and after every epoch. */
  lossHistory: number[] = [];
  trainAccHistory: number[] = [];
  valAccHistory: number[] = [];
  readonly #options: SolverOptions;
  readonly #updater: Updater;

  constructor(model: Model, data: SolverData, options: SolverOptions = {}) {
    checkData(data);
    this.model = model;
    this.data = data;
    this.#options = options;
    this.numEpochs = options.numEpochs ?? 10;
    this.#updater = updaterOf(model, options);
  }

  get batchSize(): number {
    return this.#options.batchSize ?? 100;
  }

  get iterationsPerEpoch(): number {
    return Math.max(Math.floor(this.data.XTrain.shape[0] / this.batchSize), 1);
  }

  /** What the update rule remembers for each parameter. */
  get optimConfigs(): Record<string, OptimConfig> {
    return this.#updater.configs;
  }

  /** Trains until `numEpochs` are done or an early stop is due. Synchronous. */
  train(): void {
    const total = this.numEpochs * this.iterationsPerEpoch;
    using bar = this.#options.progress === false ? undefined : this.#bar(total);
    while (this.iteration < total && !this.stopped) {
      this.#step();
      this.iteration++;
      this.#report(total);
      bar?.update(this.iteration, { loss: this.lossHistory.at(-1)!, ...this.#valFact() });
      this.#closeEpoch(total);
    }
    if (Object.keys(this.bestParams).length > 0) Object.assign(this.model.params, copyParams(this.bestParams));
  }

  /** The share of examples that the model classifies rightly. */
  checkAccuracy(X: NdArray, y: NdArray, options: AccuracyOptions = {}): number {
    return accuracy(this.model, X, y, { batchSize: this.batchSize, ...options });
  }

  /** Writes everything that `load` needs to go on exactly from here, the random stream included. */
  save(path: string): void {
    const { iteration, epoch, stopped, bestValAcc, bestParams, bestEpoch } = this;
    const { lossHistory, trainAccHistory, valAccHistory, optimConfigs } = this;
    const run = { iteration, epoch, stopped, bestValAcc, bestParams, bestEpoch };
    const history = { lossHistory, trainAccHistory, valAccHistory };
    writeCheckpoint(path, { run, history, optimConfigs, params: this.model.params, random: random.getState() });
  }

  /** Takes over the state that `save` wrote: training goes on as if it had never stopped. */
  load(path: string): void {
    const state = readCheckpoint(path) as {
      run: Partial<Solver>;
      history: Partial<Solver>;
      optimConfigs: Record<string, OptimConfig>;
      params: Record<string, NdArray>;
      random: ReturnType<typeof random.getState>;
    };
    Object.assign(this, state.run, state.history);
    Object.assign(this.model.params, state.params);
    this.#updater.configs = state.optimConfigs;
    random.setState(state.random);
  }

  /** One gradient step on a random minibatch. */
  #step(): void {
    const { XTrain, yTrain } = this.data;
    const mask = random.choice(XTrain.shape[0], this.batchSize) as NdArray;
    const [loss, grads] = this.model.loss(XTrain.slice(mask), yTrain.slice(mask));
    this.lossHistory[this.iteration] = loss; // not pushed: an interrupt may have come between loss and update
    this.#updater.step(grads);
  }

  /** Accuracies after the first iteration, after the last one and at the end of every epoch. */
  #closeEpoch(total: number): void {
    const epochEnd = this.iteration % this.iterationsPerEpoch === 0;
    if (epochEnd) {
      this.epoch++;
      this.#updater.decay(this.#options.lrDecay ?? 1);
    }
    if (!epochEnd && this.iteration !== 1 && this.iteration !== total) return;
    this.#measure();
    if (epochEnd && this.#options.checkpointName) this.save(`${this.#options.checkpointName}_epoch_${this.epoch}.json`);
    if (epochEnd) this.stopped = this.#isDone();
  }

  #measure(): void {
    const { XTrain, yTrain, XVal, yVal } = this.data;
    const { numTrainSamples = 1000, numValSamples } = this.#options;
    const trainAcc = this.checkAccuracy(XTrain, yTrain, { numSamples: numTrainSamples ?? undefined });
    const valAcc = this.checkAccuracy(XVal, yVal, { numSamples: numValSamples ?? undefined });
    this.trainAccHistory.push(trainAcc);
    this.valAccHistory.push(valAcc);
    this.#print(
      `(Epoch ${this.epoch} / ${this.numEpochs}) train acc: ${trainAcc.toFixed(6)}; val_acc: ${valAcc.toFixed(6)}`,
    );
    if (valAcc <= this.bestValAcc) return;
    this.bestValAcc = valAcc;
    this.bestParams = copyParams(this.model.params);
    this.bestEpoch = this.epoch;
  }

  #isDone(): boolean {
    const { patience, stopWhen } = this.#options;
    const waited = patience !== undefined && this.epoch - this.bestEpoch >= patience;
    if (waited) this.#print(`stopped: validation accuracy has not risen for ${patience} epochs`);
    return waited || stopWhen?.(this) === true;
  }

  #report(total: number): void {
    if ((this.iteration - 1) % (this.#options.printEvery ?? 10) !== 0) return;
    this.#print(`(Iteration ${this.iteration} / ${total}) loss: ${this.lossHistory.at(-1)!.toFixed(6)}`);
  }

  #print(line: string): void {
    if (this.#options.verbose !== false) console.log(line);
  }

  #bar(total: number): Progress {
    return new Progress({ total, label: "training" });
  }

  #valFact(): Record<string, number> {
    const last = this.valAccHistory.at(-1);
    return last === undefined ? {} : { val: last };
  }
}
