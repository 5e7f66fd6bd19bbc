import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { sizeOf } from "../nd/shape.ts";
import type { Case, Subject } from "./case.ts";
import type { Draw, Drawn } from "./draw.ts";

/** An index on both sides. */
interface DrawnIndex {
  ours: nd.Index[];
  python: string;
}

function range(draw: Draw, length: number): string {
  const bound = () => (draw.chance(0.4) ? "" : String(draw.whole(-length - 1, length + 1)));
  const step = draw.chance(0.6) ? "" : `:${draw.one([1, 2, 3, -1, -2])}`;
  return `${bound()}:${bound()}${step}`;
}

/** A whole number, a range, a new axis or an ellipsis for each axis. */
function basicIndex(draw: Draw, shape: readonly number[]): DrawnIndex {
  const entries: nd.Index[] = [];
  for (const length of shape) {
    if (draw.chance(0.1)) entries.push(null);
    if (length > 0 && draw.chance(0.3)) entries.push(draw.whole(-length, length - 1));
    else entries.push(range(draw, length));
    if (draw.chance(0.1)) break;
  }
  if (entries.length < shape.length && draw.chance(0.5)) entries.push("...");
  return { ours: entries, python: entries.map((entry) => (entry === null ? "None" : String(entry))).join(", ") };
}

/** Some axes picked by arrays that broadcast, among ranges and numbers; or a mask. */
function pickingIndex(draw: Draw, shape: readonly number[]): DrawnIndex {
  const common = draw.one([[3], [2, 3], [1], [4, 1]]);
  const entries: nd.Index[] = [];
  const python: string[] = [];
  for (const length of shape) {
    const kind = draw.whole(0, 3);
    if (kind <= 1 && length > 0) {
      const places = draw.array(draw.fitting(common), "int32", "plain");
      places.base.assign(nd.mod(places.base, length));
      entries.push(places.ours);
      python.push(places.python);
    } else if (kind === 2 && length > 0) {
      entries.push(draw.whole(-length, length - 1));
      python.push(String(entries.at(-1)));
    } else {
      entries.push(range(draw, length));
      python.push(String(entries.at(-1)));
    }
  }
  return { ours: entries, python: python.join(", ") };
}

function maskIndex(draw: Draw, shape: readonly number[]): DrawnIndex {
  const mask = draw.array(shape.slice(0, draw.whole(1, shape.length)), "bool");
  return { ours: [mask.ours], python: mask.python };
}

function anyIndex(draw: Draw, shape: readonly number[]): DrawnIndex {
  return draw.one([basicIndex, pickingIndex, pickingIndex, maskIndex])(draw, shape);
}

function drawSlice(draw: Draw, index: (draw: Draw, shape: readonly number[]) => DrawnIndex): Case {
  const shape = draw.shape({ least: 1 });
  const x = draw.array(shape, draw.dtype(), "plain");
  const { ours, python } = index(draw, shape);
  return { ours: () => x.ours.slice(...ours), python: `r = ${x.python}[${python}]` };
}

/** Values that broadcast to what the index picks; picked shapes are known only to the index itself. */
function drawWrite(
  draw: Draw,
  write: (x: NdArray, index: nd.Index[], values: NdArray) => unknown,
  python: string,
): Case {
  const shape = draw.shape({ least: 1, empty: false });
  const x = draw.array(shape, draw.dtype(["float64", "float32", "int32"]), "plain");
  const index = anyIndex(draw, shape);
  const values = draw.array(valuesShape(draw, shape, index), "int32", "plain");
  return {
    ours: () => {
      const copy = x.ours.copy();
      write(copy, index.ours, values.ours);
      return copy;
    },
    python: `r = ${x.python}.copy()\n${python.replace("INDEX", `np.index_exp[${index.python}]`).replace("VALUES", values.python)}`,
  };
}

/** Where places occur twice NumPy does not say which write stays: then one value goes everywhere. */
function valuesShape(draw: Draw, shape: readonly number[], index: DrawnIndex): number[] {
  const places = attempt(() =>
    nd
      .arange(sizeOf(shape))
      .reshape(shape)
      .slice(...index.ours),
  );
  if (!places || nd.unique(places).size < places.size) return [];
  return draw.fitting(places.shape);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function drawTake(draw: Draw): Case {
  const shape = draw.shape({ least: 1, empty: false });
  const x = draw.array(shape, draw.dtype(), "plain");
  const axis = draw.whole(0, shape.length - 1);
  const places: Drawn = draw.array(draw.one([[3], [2, 2], []]), "int32", "plain");
  places.base.assign(nd.mod(places.base, shape[axis]));
  return {
    ours: () => nd.take(x.ours, places.ours, axis),
    python: `r = np.take(${x.python}, ${places.python}, axis=${axis})`,
  };
}

function drawAlongAxis(draw: Draw): Case {
  const shape = draw.shape({ least: 1, empty: false });
  const x = draw.array(shape, "float64", "plain");
  const axis = draw.whole(0, shape.length - 1);
  const argsort = `np.argsort(${x.python}, axis=${axis}, kind="stable")`;
  return {
    ours: () => nd.takeAlongAxis(x.ours, x.ours.argsort(axis), axis),
    python: `r = np.take_along_axis(${x.python}, ${argsort}, axis=${axis})`,
  };
}

function drawBincount(draw: Draw): Case {
  const x = draw.array([draw.whole(1, 30)], "uint8", "plain");
  const minlength = draw.whole(0, 20);
  const weights = draw.array([x.ours.size], "float64", "plain");
  return {
    ours: () => [nd.bincount(x.ours, { minlength }), nd.bincount(x.ours, { weights: weights.ours })],
    python: `r = [np.bincount(${x.python}, minlength=${minlength}), np.bincount(${x.python}, weights=${weights.python})]`,
  };
}

function drawSearchsorted(draw: Draw): Case {
  const x = draw.array([draw.whole(0, 30)], "float64", "ties");
  const values = draw.array(draw.shape(), "float64", "ties");
  const side = draw.one(["left", "right"] as const);
  return {
    ours: () => nd.searchsorted(x.ours.sort(), values.ours, side),
    python: `r = np.searchsorted(np.sort(${x.python}), ${values.python}, side="${side}")`,
  };
}

function drawAddTwice(draw: Draw): Case {
  const [rows, columns, n] = [draw.whole(1, 4), draw.whole(1, 4), draw.whole(0, 20)];
  const x = draw.array([rows, columns], "float64", "ties");
  const places = draw.array([n], "uint8", "plain");
  const values = draw.array(draw.fitting([n, columns]), "float64", "ties");
  return {
    ours: () => {
      const copy = x.ours.copy();
      nd.addAt(copy, nd.mod(places.ours, rows), values.ours);
      return copy;
    },
    python: `r = ${x.python}.copy()\nnp.add.at(r, ${places.python} % ${rows}, ${values.python})`,
  };
}

export const indexingSubjects: Subject[] = [
  { name: "slices", draw: (draw) => drawSlice(draw, basicIndex) },
  { name: "picking by arrays", draw: (draw) => drawSlice(draw, pickingIndex) },
  { name: "picking by masks", draw: (draw) => drawSlice(draw, maskIndex) },
  { name: "put", draw: (draw) => drawWrite(draw, (x, index, values) => x.put(index, values), "r[INDEX] = VALUES") },
  { name: "addAt at places named twice", draw: drawAddTwice },
  {
    name: "addAt",
    draw: (draw) => drawWrite(draw, (x, index, values) => x.addAt(index, values), "np.add.at(r, INDEX, VALUES)"),
  },
  { name: "take", draw: drawTake },
  { name: "takeAlongAxis", draw: drawAlongAxis },
  { name: "bincount", draw: drawBincount },
  { name: "searchsorted", draw: drawSearchsorted },
];
