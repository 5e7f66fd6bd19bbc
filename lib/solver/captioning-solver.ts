/** Trains a captioning model: like Solver, over captions and image features, without accuracies. */
import type { NdArray } from "../nd/array.ts";
import { Progress } from "../progress/progress.ts";
import { type CaptionData, sampleCaptionMinibatch } from "./captions.ts";
import { type TrainingOptions, updaterOf } from "./training-options.ts";
import type { Updater } from "./update-rule.ts";

/** A captioning model as the assignment writes it. */
export interface CaptioningModel {
  params: Record<string, NdArray>;
  /** @param features (N, D) @param captions (N, T) int32 */
  loss(features: NdArray, captions: NdArray): [number, Record<string, NdArray>];
}

export type CaptioningSolverOptions = TrainingOptions;

/**
 * @example
 * const solver = new CaptioningSolver(model, data, { updateRule: adam, optimConfig: { learningRate: 5e-3 }, numEpochs: 50 });
 * solver.train();
 */
export class CaptioningSolver {
  readonly model: CaptioningModel;
  readonly data: CaptionData;
  /** Epochs in all; may be raised between two calls of train(). */
  numEpochs: number;
  iteration = 0;
  epoch = 0;
  lossHistory: number[] = [];
  readonly #options: CaptioningSolverOptions;
  readonly #updater: Updater;

  constructor(model: CaptioningModel, data: CaptionData, options: CaptioningSolverOptions = {}) {
    this.model = model;
    this.data = data;
    this.#options = options;
    this.numEpochs = options.numEpochs ?? 10;
    this.#updater = updaterOf(model, options);
  }

  get iterationsPerEpoch(): number {
    return Math.max(Math.floor(this.data.trainCaptions.shape[0] / (this.#options.batchSize ?? 100)), 1);
  }

  /** Trains until `numEpochs` are done; after an interrupt a second call goes on. */
  train(): void {
    const { verbose = true, printEvery = 10, progress = true, lrDecay = 1 } = this.#options;
    const total = this.numEpochs * this.iterationsPerEpoch;
    using bar = progress ? new Progress({ total, label: "training" }) : undefined;
    while (this.iteration < total) {
      const loss = this.#step();
      if (verbose && this.iteration % printEvery === 0) {
        console.log(`(Iteration ${this.iteration + 1} / ${total}) loss: ${loss.toFixed(6)}`);
      }
      this.iteration++;
      bar?.update(this.iteration, { loss });
      if (this.iteration % this.iterationsPerEpoch !== 0) continue;
      this.epoch++;
      this.#updater.decay(lrDecay);
    }
  }

  #step(): number {
    const { captions, features } = sampleCaptionMinibatch(this.data, { batchSize: this.#options.batchSize });
    const [loss, grads] = this.model.loss(features, captions);
    this.lossHistory[this.iteration] = loss; // not pushed: an interrupt may have come between loss and update
    this.#updater.step(grads);
    return loss;
  }
}
