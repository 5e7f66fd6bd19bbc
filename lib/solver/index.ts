/** Training loops for the models that the assignments write. */
export { type AccuracyOptions, accuracy, predict } from "./accuracy.ts";
export { type CaptioningModel, CaptioningSolver, type CaptioningSolverOptions } from "./captioning-solver.ts";
export { type CaptionData, type CaptionMinibatch, decodeCaptions, sampleCaptionMinibatch } from "./captions.ts";
export type { Model, SolverData } from "./model.ts";
export { Solver, type SolverOptions } from "./solver.ts";
export { type OptimConfig, sgd, type UpdateRule } from "./update-rule.ts";
