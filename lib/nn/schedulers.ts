/** How the learning rate changes with the epochs. */
export type Scheduler = (epoch: number) => number;

export interface SchedulerOptions {
  /** "constant" (default) or "exponential". */
  lrScheduler?: string;
  /** The learning rate at epoch 0. */
  lr: number;
  /** Exponential: the factor per stage. Default 0.99. */
  lrDecay?: number;
  /** Exponential: epochs per stage. Default 1. */
  stageLength?: number;
  /** Exponential: fall in steps, once per stage, instead of steadily. Default false. */
  staircase?: boolean;
}

/** The scheduler that the options name. */
export function scheduler(options: SchedulerOptions): Scheduler {
  const { lrScheduler = "constant", lr, lrDecay = 0.99, stageLength = 1, staircase = false } = options;
  if (!(lr > 0)) throw new Error(`scheduler: expected a learning rate lr above 0, got ${lr}`);
  if (lrScheduler === "constant") return () => lr;
  if (lrScheduler !== "exponential") {
    throw new Error(`scheduler: expected lrScheduler "constant" or "exponential", got "${lrScheduler}"`);
  }
  return (epoch) => {
    const stages = epoch / stageLength;
    return lr * lrDecay ** (staircase ? Math.floor(stages) : stages);
  };
}
