import type { NdArray } from "../nd/array.ts";
import { type OptimConfig, ruleOf, type UpdateRule, Updater } from "./update-rule.ts";

/** What every solver takes. */
export interface TrainingOptions {
  /** "sgd", a name from `rules`, or a function (w, dw, config) => [nextW, nextConfig]. Default "sgd". */
  updateRule?: string | UpdateRule;
  /** Your own rules by name. */
  rules?: Record<string, UpdateRule>;
  /** What every parameter's rule starts with, such as { learningRate: 1e-3 }. */
  optimConfig?: OptimConfig;
  /** Learning rates are multiplied by it after every epoch. Default 1. */
  lrDecay?: number;
  /** Default 100. */
  batchSize?: number;
  /** Default 10. */
  numEpochs?: number;
  /** Print losses and accuracies. Default true. */
  verbose?: boolean;
  /** Iterations between two printed losses. Default 10. */
  printEvery?: number;
  /** Show a progress bar where outputs can be shown. Default true. */
  progress?: boolean;
}

/** The updater of a model's parameters that the options ask for. */
export function updaterOf(model: { params: Record<string, NdArray> }, options: TrainingOptions): Updater {
  const rule = ruleOf(options.updateRule ?? "sgd", options.rules);
  return new Updater(() => model.params, rule, options.optimConfig ?? {});
}
