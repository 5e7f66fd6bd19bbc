/** What a trained network reached, beside what published runs did: for an assignment's `accuracy.ipynb`. */

/** One trained network, as `gradlab verify --accuracy` prints it. */
export interface Accuracy {
  what: string;
  /** What published runs print, such as "52.2% (S2)". */
  seed: string;
  /** What ours must reach: a share of right answers from 0 to 1, or, with `below`, a loss that it must not exceed. */
  asked: number;
  ours: number;
  below?: boolean;
  /** Wall time of the training. */
  seconds: number;
}

/** Runs a training that gives what it reached, and adds how long it took. */
export async function measure(
  stated: Omit<Accuracy, "ours" | "seconds">,
  train: () => number | Promise<number>,
): Promise<Accuracy> {
  const started = performance.now();
  const ours = await train();
  return { ...stated, ours, seconds: (performance.now() - started) / 1000 };
}
