import { confusionMatrix, confusionPlot } from "./confusion.ts";
import { linePlot, lossPlot, trainingCurves } from "./curves.ts";
import { countBins, histogramPlot } from "./histogram.ts";
import type { Plot } from "./plot.ts";

const RUN = { lossHistory: [2.3, 1.9, 1.5], trainAccHistory: [0.1, 0.4], valAccHistory: [0.1, 0.3] };

function bundleOf(plot: Plot): Record<string, unknown> {
  const shown = plot as unknown as Record<symbol, () => Record<string, unknown>>;
  return shown[Symbol.for("Jupyter.display")]();
}

test("a loss plot is Vega-Lite with an SVG beside, and says what its axes are", () => {
  const bundle = bundleOf(lossPlot([2.3, 2.1, 1.7]));
  expect(bundle["text/plain"]).toBe("Plot: Training loss");
  const spec = bundle["application/vnd.vegalite.v5+json"] as { data: { values: unknown[] } };
  expect(spec.data.values).toEqual([
    { line: "loss", x: 0, y: 2.3 },
    { line: "loss", x: 1, y: 2.1 },
    { line: "loss", x: 2, y: 1.7 },
  ]);
  const svg = bundle["image/svg+xml"] as string;
  expect(svg).toMatch(/^<svg[^>]* viewBox="0 0 \d+ \d+"/);
  expect(svg).toContain("iteration");
  expect(svg).toContain("Training loss");
});

test("the SVG holds one path per line, with both names in the legend", () => {
  const svg = linePlot({ sgd: [3, 2, 1], adam: [3, 1, 0.5] }, { points: false }).svg;
  expect(svg.match(/<path[^>]*aria-roledescription="line mark"/g)).toHaveLength(2);
  expect(svg).toContain(">sgd<");
  expect(svg).toContain(">adam<");
});

test("places can be given, on a logarithmic axis", () => {
  const plot = linePlot({ best: { x: [1e-4, 1e-2, 1], y: [0.2, 0.5, 0.3] } }, { xLog: true });
  expect((plot.spec.data as { values: { x: number }[] }).values.map(({ x }) => x)).toEqual([1e-4, 1e-2, 1]);
  expect(plot.svg).toContain("<svg");
});

test("a value that is not finite leaves a gap instead of breaking the chart", () => {
  const plot = lossPlot([1, Number.NaN, Number.POSITIVE_INFINITY, 2]);
  expect((plot.spec.data as { values: { y: number | null }[] }).values.map(({ y }) => y)).toEqual([1, null, null, 2]);
  expect(plot.svg).not.toContain("NaN");
});

test("long histories are thinned so that a notebook stays small", () => {
  const plot = lossPlot(Float64Array.from({ length: 49_000 }, (_, i) => 1 / (i + 1)));
  const { values } = plot.spec.data as { values: { x: number }[] };
  expect(values.length).toBeLessThanOrEqual(2000);
  expect(values[0].x).toBe(0);
  expect(values.at(-1)!.x).toBeGreaterThan(48_900);
});

test("one run, or several laid over one another, in three panels", () => {
  const panels = (plot: Plot) => plot.spec.vconcat as { data: { values: { line: string }[] } }[];
  expect(panels(trainingCurves(RUN))).toHaveLength(3);
  const both = panels(trainingCurves({ "no batchnorm": RUN, batchnorm: RUN }));
  expect(new Set(both[2].data.values.map(({ line }) => line))).toEqual(new Set(["no batchnorm", "batchnorm"]));
  expect(trainingCurves({ a: RUN, b: RUN }).svg).toContain("validation accuracy");
});

test("a confusion matrix counts true classes by row and predicted ones by column", () => {
  expect(confusionMatrix([0, 0, 1, 2], [0, 1, 1, 0])).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  expect(() => confusionMatrix([0, 1], [0])).toThrow(/one prediction per label, got 1 for 2/);
  expect(() => confusionMatrix([0, 3], [0, 1], 2)).toThrow(/classes from 0 to 1, got 3 called 1/);
});

test("a confusion plot shows the counts and the names of the classes", () => {
  const svg = confusionPlot(
    [
      [8, 2],
      [1, 41],
    ],
    { classes: ["walking", "sitting"] },
  ).svg;
  for (const text of [">8<", ">41<", "walking", "true class"]) expect(svg).toContain(text);
});

test("a histogram counts every value once, the greatest one in the last bin", () => {
  expect(countBins(Float64Array.of(0, 0.5, 1, 2), 0, 0.5, 4)).toEqual([1, 1, 1, 1]);
  const array = { data: Float64Array.of(1, 2, 2, 4), shape: [4], stride: [1], offset: 0 };
  expect(histogramPlot({ layer1: array, layer2: array }, { bins: 3 }).svg).toContain("layer2");
});
