/** How values are distributed, such as the activations of each layer. */
import { type ArrayView, elements } from "./elements.ts";
import { Plot } from "./plot.ts";

/** One histogram per name, side by side, over the common range of all of them. */
export function histogramPlot(
  arrays: Record<string, ArrayView>,
  options: { bins?: number; title?: string } = {},
): Plot {
  const bins = options.bins ?? 40;
  const all = Object.entries(arrays).map(([name, array]) => ({
    name,
    values: elements(array).filter(Number.isFinite),
  }));
  const low = all.reduce(
    (least, { values }) => values.reduce((a, b) => Math.min(a, b), least),
    Number.POSITIVE_INFINITY,
  );
  const high = all.reduce(
    (most, { values }) => values.reduce((a, b) => Math.max(a, b), most),
    Number.NEGATIVE_INFINITY,
  );
  const width = high > low ? (high - low) / bins : 1;
  const values = all.flatMap(({ name, values }) =>
    countBins(values, low, width, bins).map((count, bin) => ({
      name,
      from: low + bin * width,
      to: low + (bin + 1) * width,
      count,
    })),
  );
  const bar = {
    mark: "bar",
    width: Math.max(120, 480 / Math.max(1, all.length)),
    height: 140,
    encoding: {
      x: { field: "from", type: "quantitative", title: null, bin: { binned: true } },
      x2: { field: "to" },
      y: { field: "count", type: "quantitative", title: null },
    },
  };
  const facet = { column: { field: "name", type: "nominal", title: null, sort: Object.keys(arrays) } };
  return new Plot({
    title: options.title,
    data: { values },
    facet,
    spec: bar,
    resolve: { scale: { y: "independent" } },
  });
}

/** How many values fall into each of the equal bins from `low` on; the greatest value belongs to the last bin. */
export function countBins(values: Float64Array, low: number, width: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value - low) / width))]++;
  return counts;
}
