import type { NdArray } from "../nd/array.ts";
import type { Dtype } from "../nd/dtype.ts";
import * as nd from "../nd/index.ts";
import { type Case, drawAxis, type Subject } from "./case.ts";
import type { Nearness } from "./compare.ts";
import type { Draw, Values } from "./draw.ts";

type Reduction = (x: NdArray, axis: { axis?: number | number[]; keepdims?: boolean }) => unknown;

const ALL: Dtype[] = ["float64", "float64", "float32", "int32", "uint8", "bool"];

function reduction(name: string, ours: Reduction, values: Values, dtypes = ALL, nearness?: Nearness): Subject {
  return {
    name,
    draw: (draw) => {
      const shape = draw.shape();
      const x = draw.array(shape, draw.dtype(dtypes), values);
      const axis = drawAxis(draw, shape);
      return { ours: () => ours(x.ours, axis.ours), python: `r = np.${name}(${x.python}${axis.python})`, nearness };
    },
  };
}

/** One axis or none. */
function along(
  name: string,
  python: string,
  ours: (x: NdArray, axis?: number) => unknown,
  values: Values,
  dtypes = ALL,
): Subject {
  return {
    name,
    draw: (draw) => {
      const shape = draw.shape({ least: 1 });
      const x = draw.array(shape, draw.dtype(dtypes), values);
      const axis = draw.chance(0.3) ? undefined : draw.whole(-shape.length, shape.length - 1);
      const keyword = axis === undefined ? "" : `, axis=${axis}`;
      return { ours: () => ours(x.ours, axis), python: `r = np.${python}(${x.python}${keyword})` };
    },
  };
}

export const reductionSubjects: Subject[] = [
  reduction("sum", (x, axis) => nd.sum(x, axis), "wide"),
  reduction("prod", (x, axis) => nd.prod(x, axis), "plain", ["float64", "float64", "float32", "bool"]),
  reduction("max", (x, axis) => nd.max(x, axis), "special", ["float64", "float32", "int32", "uint8"], { zeros: true }),
  reduction("min", (x, axis) => nd.min(x, axis), "special", ["float64", "float32", "int32", "uint8"], { zeros: true }),
  reduction("any", (x, axis) => nd.any(x, axis), "ties"),
  reduction("all", (x, axis) => nd.all(x, axis), "ties"),
  reduction("mean", (x, axis) => nd.mean(x, axis), "wide"),
  reduction("var", (x, axis) => nd.var(x, axis), "plain"),
  reduction("std", (x, axis) => nd.std(x, axis), "wide"),
  { name: "var with ddof", draw: drawSampleVariance },
  along("argmax", "argmax", (x, axis) => (axis === undefined ? nd.argmax(x) : nd.argmax(x, axis)), "ties"),
  along("argmin", "argmin", (x, axis) => (axis === undefined ? nd.argmin(x) : nd.argmin(x, axis)), "special"),
  along("cumsum", "cumsum", (x, axis) => nd.cumsum(x, axis), "wide"),
  along("cumprod", "cumprod", (x, axis) => nd.cumprod(x, axis), "positive", ["float64", "float32"]),
  { name: "norm", draw: drawNorm },
];

function drawSampleVariance(draw: Draw): Case {
  const x = draw.array(draw.shape({ least: 1, empty: false }), "float64", "plain");
  return { ours: () => nd.var(x.ours, { axis: 0, ddof: 1 }), python: `r = np.var(${x.python}, axis=0, ddof=1)` };
}

function drawNorm(draw: Draw): Case {
  const shape = draw.shape({ least: 1 });
  const x = draw.array(shape, draw.dtype(["float64", "float32"]), "plain");
  const nearness = { relative: x.base.dtype === "float32" ? 1e-5 : 1e-15 };
  if (draw.chance(0.4)) return { ours: () => nd.norm(x.ours), python: `r = np.linalg.norm(${x.python})`, nearness };
  const axis = draw.whole(0, shape.length - 1);
  const ord = draw.one([1, 2, Number.POSITIVE_INFINITY]);
  const python = `r = np.linalg.norm(${x.python}, ord=${ord === Number.POSITIVE_INFINITY ? "np.inf" : ord}, axis=${axis})`;
  return { ours: () => nd.norm(x.ours, { ord, axis }), python, nearness };
}
