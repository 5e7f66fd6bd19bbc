import type { NdArray } from "../nd/array.ts";
import { type Scheduler, type SchedulerOptions, scheduler } from "./schedulers.ts";

export interface SgdOptions extends SchedulerOptions {
  /** The share of the last step that is taken again. Default 0. */
  momentum?: number;
  /** Gradients longer than this (Euclidean norm) are shortened to it. Default: never. */
  clipNorm?: number;
}

/** Turns gradients into steps; keeps what it needs per parameter. */
export abstract class Optimizer {
  readonly schedule: Scheduler;

  constructor(options: SchedulerOptions) {
    this.schedule = scheduler(options);
  }

  /**
   * What is to be SUBTRACTED from a parameter.
   *
   * @param name tells parameters apart, such as "W0"
   * @param epoch sets the learning rate
   */
  abstract update(name: string, parameter: NdArray, gradient: NdArray, epoch: number): NdArray;
}

/** Stochastic gradient descent with momentum: step = momentum * last step + lr * gradient. */
export class SGD extends Optimizer {
  readonly #momentum: number;
  readonly #clipNorm: number | undefined;
  readonly #last = new Map<string, NdArray>();

  constructor(options: SgdOptions) {
    super(options);
    this.#momentum = options.momentum ?? 0;
    this.#clipNorm = options.clipNorm;
  }

  update(name: string, _parameter: NdArray, gradient: NdArray, epoch: number): NdArray {
    const step = this.#clipped(gradient).mul(this.schedule(epoch));
    const last = this.#last.get(name);
    if (last) step.iadd(last.mul(this.#momentum));
    if (this.#momentum > 0) this.#last.set(name, step);
    return step;
  }

  #clipped(gradient: NdArray): NdArray {
    if (this.#clipNorm === undefined) return gradient;
    const norm = Math.sqrt(gradient.square().sum());
    return norm > this.#clipNorm ? gradient.mul(this.#clipNorm / norm) : gradient;
  }
}
