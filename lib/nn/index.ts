/** The frame of the neural-networks package: what layers, losses and networks are; the passes are the students' own. */
export { Activation } from "./activation.ts";
export { Batches, Dataset, type DatasetOptions, oneHot } from "./dataset.ts";
export { fans, INITIALIZERS, type Initializer, type InitializerOptions, initializer } from "./initializers.ts";
export { Kit, type LayerOptions, type OptimizerOptions, type Parts } from "./kit.ts";
export { Layer } from "./layer.ts";
export { type EpochLog, Logger, type LoggerOptions } from "./logger.ts";
export { Loss } from "./loss.ts";
export { Network, type NetworkOptions, type Result } from "./network.ts";
export { Optimizer, SGD, type SgdOptions } from "./optimizer.ts";
export { predictionsCsv } from "./predictions.ts";
export { type Scheduler, type SchedulerOptions, scheduler } from "./schedulers.ts";
