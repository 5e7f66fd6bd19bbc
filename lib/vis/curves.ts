/** Line charts: losses, accuracies, several runs in one picture. */
import { type ArrayView, numbers } from "./elements.ts";
import { Plot, type VegaLiteSpec } from "./plot.ts";

/** One line: its values at 0, 1, 2 ..., or pairs of places and values. */
export type Line = ArrayView | Iterable<number> | { x: ArrayView | Iterable<number>; y: ArrayView | Iterable<number> };

export interface LinePlotOptions {
  title?: string;
  xLabel?: string;
  yLabel?: string;
  xLog?: boolean;
  yLog?: boolean;
  /** Mark every value with a point. Default: where a line has at most 50. */
  points?: boolean;
  width?: number;
  height?: number;
  /** Dots only, as for the loss of every iteration. */
  scatter?: boolean;
}

/** A chart with one line per name. Values that are not finite leave a gap; more than 2000 points are thinned evenly. */
export function linePlot(lines: Record<string, Line>, options: LinePlotOptions = {}): Plot {
  return new Plot({ title: options.title, ...panel(lines, options) });
}

/** The loss of every iteration. */
export function lossPlot(lossHistory: ArrayView | Iterable<number>, options: LinePlotOptions = {}): Plot {
  const { title = "Training loss", xLabel = "iteration", yLabel = "loss" } = options;
  return linePlot({ loss: lossHistory }, { ...options, title, xLabel, yLabel });
}

/** What a finished or running Solver tells of itself. */
export interface RunHistory {
  lossHistory: Iterable<number>;
  trainAccHistory: Iterable<number>;
  valAccHistory: Iterable<number>;
}

/**
 * Training loss, training accuracy and validation accuracy, one under the other.
 *
 * @param runs one Solver, or several by name, which are laid over one another
 */
export function trainingCurves(runs: RunHistory | Record<string, RunHistory>, options: LinePlotOptions = {}): Plot {
  const named = isRun(runs) ? { run: runs } : runs;
  const of = (field: keyof RunHistory) =>
    Object.fromEntries(Object.entries(named).map(([name, run]) => [name, run[field]]));
  const size = { width: options.width ?? 480, height: options.height ?? 180 };
  const panels = [
    panel(of("lossHistory"), { ...size, xLabel: "iteration", yLabel: "training loss", scatter: true }),
    panel(of("trainAccHistory"), { ...size, xLabel: "epoch", yLabel: "training accuracy" }),
    panel(of("valAccHistory"), { ...size, xLabel: "epoch", yLabel: "validation accuracy" }),
  ];
  return new Plot({ title: options.title, vconcat: panels });
}

function isRun(runs: RunHistory | Record<string, RunHistory>): runs is RunHistory {
  return Symbol.iterator in ((runs as RunHistory).lossHistory ?? {});
}

/** One chart, to stand alone or among others. */
export function panel(lines: Record<string, Line>, options: LinePlotOptions): VegaLiteSpec {
  const values = Object.entries(lines).flatMap(([name, line]) => rows(name, line));
  const names = Object.keys(lines);
  const points = options.points ?? values.length <= 50 * names.length;
  const axis = (field: string, title: string | undefined, log: boolean | undefined) => ({
    field,
    type: "quantitative",
    title: title ?? null,
    scale: log ? { type: "log" } : { zero: false },
  });
  const colour = { field: "line", type: "nominal", title: null, sort: names };
  return {
    width: options.width ?? 480,
    height: options.height ?? 280,
    data: { values },
    mark: options.scatter ? { type: "point", filled: true, size: 8, opacity: 0.5 } : { type: "line", point: points },
    encoding: {
      x: axis("x", options.xLabel, options.xLog),
      y: axis("y", options.yLabel, options.yLog),
      ...(names.length > 1 ? { color: colour } : {}),
    },
  };
}

const MOST_POINTS = 2000;

function rows(line: string, values: Line): { line: string; x: number; y: number | null }[] {
  const pairs = typeof values === "object" && "x" in values && "y" in values;
  const y = numbers(pairs ? values.y : (values as Iterable<number>));
  const x = pairs ? numbers(values.x) : undefined;
  const step = Math.max(1, Math.ceil(y.length / MOST_POINTS));
  const out = [];
  for (let i = 0; i < y.length; i += step) {
    out.push({ line, x: x ? x[i] : i, y: Number.isFinite(y[i]) ? y[i] : null });
  }
  return out;
}
