/** Accuracy against a threshold, with the noise of a finite evaluation set granted. */
import { flatten, mismatch } from "./compare.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Asks for `atLeast` less z standard deviations of a binomial share: of n examples each right with probability p, the
 * share of right ones scatters with sqrt(p (1 - p) / n). Predictions are compared over the labels' length.
 */
export function accuracyVerdict(
  label: string,
  predictions: unknown,
  labels: unknown,
  { atLeast, z = 2 }: { atLeast: number; z?: number },
): Pick<Verdict, "label" | "kind" | "asked"> & Partial<Verdict> {
  const expected = flatten(labels);
  if (expected?.shape.length !== 1) throw new TypeError(`check.accuracy: expected labels of shape (N,) for "${label}"`);
  const n = expected.values.length;
  const margin = z * Math.sqrt((atLeast * (1 - atLeast)) / n);
  const asked = `accuracy >= ${percent(atLeast)} on ${n} examples, less a noise margin of ${percent(margin)} (${z} standard deviations)`;
  const actual = flatten(predictions);
  const wrong = actual
    ? mismatch({ ...actual, kind: "number", isArray: true }, expected, predictions)
    : "expected predicted classes of shape (N,)";
  const found = wrong === undefined ? share(actual!.values, expected.values) : null;
  const tolerance = atLeast - margin;
  const message = wrong ?? (found! >= tolerance ? null : `accuracy ${percent(found!)} is below ${percent(tolerance)}`);
  return { label, kind: "accuracy", asked, found, tolerance, message };
}

function share(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (predictions[i] === labels[i]) right++;
  return right / labels.length;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
