/** Which classes a classifier takes for which. */
import { type ArrayView, elements, numbers } from "./elements.ts";
import { Plot } from "./plot.ts";

/**
 * Counts predictions: entry [i][j] says how many examples of class i were called class j.
 *
 * @param labels (N,) true classes, 0..K-1
 * @param predictions (N,) predicted classes
 * @param classes K; default: the greatest label or prediction + 1
 */
export function confusionMatrix(
  labels: ArrayView | Iterable<number>,
  predictions: ArrayView | Iterable<number>,
  classes?: number,
): number[][] {
  const truth = numbers(labels);
  const called = numbers(predictions);
  if (truth.length !== called.length) {
    throw new Error(`confusionMatrix: expected one prediction per label, got ${called.length} for ${truth.length}`);
  }
  const K = classes ?? truth.concat(called).reduce((most, label) => Math.max(most, label), -1) + 1;
  const counts = Array.from({ length: K }, () => new Array<number>(K).fill(0));
  truth.forEach((label, n) => {
    if (counts[label]?.[called[n]] === undefined) {
      throw new Error(`confusionMatrix: expected classes from 0 to ${K - 1}, got ${label} called ${called[n]}`);
    }
    counts[label][called[n]]++;
  });
  return counts;
}

/** Draws a confusion matrix: rows are true classes, columns predicted ones, shades the share of the row. */
export function confusionPlot(
  matrix: number[][] | ArrayView,
  options: { classes?: string[]; title?: string } = {},
): Plot {
  const counts = Array.isArray(matrix) ? matrix : rowsOf(matrix);
  const names = options.classes ?? counts.map((_, i) => String(i));
  const values = counts.flatMap((row, i) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.map((count, j) => ({ true: names[i], predicted: names[j], count, share: total ? count / total : 0 }));
  });
  const axis = (field: string) => ({ field, type: "nominal", sort: names, title: `${field} class` });
  const size = Math.min(480, 60 + 40 * names.length);
  return new Plot({
    title: options.title,
    width: size,
    height: size,
    data: { values },
    encoding: { x: axis("predicted"), y: axis("true") },
    layer: [
      {
        mark: "rect",
        encoding: { color: { field: "share", type: "quantitative", scale: { domain: [0, 1], scheme: "blues" } } },
      },
      {
        mark: "text",
        encoding: {
          text: { field: "count" },
          color: { condition: { test: "datum.share > 0.5", value: "white" }, value: "black" },
        },
      },
    ],
  });
}

function rowsOf(matrix: ArrayView): number[][] {
  const [K, M] = matrix.shape;
  const flat = elements(matrix);
  return Array.from({ length: K }, (_, i) => [...flat.subarray(i * M, (i + 1) * M)]);
}
