import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import type { Case, Subject } from "./case.ts";
import type { Draw, Drawn } from "./draw.ts";

/** Python's text of a shape or a list of axes. */
export function tuple(list: readonly number[]): string {
  return list.length === 1 ? `(${list[0]},)` : `(${list.join(", ")})`;
}

/** A case on one array of any shape and layout. */
function onArray(
  name: string,
  make: (draw: Draw, x: Drawn, shape: number[]) => { ours: (x: NdArray) => unknown; python: string },
  least = 0,
): Subject {
  return {
    name,
    draw: (draw) => {
      const shape = draw.shape({ least });
      const x = draw.array(shape, draw.dtype(), "ties");
      const { ours, python } = make(draw, x, shape);
      return { ours: () => ours(x.ours), python: `r = ${python}` };
    },
  };
}

/** Equal shapes except along one axis. */
function drawJoin(draw: Draw, ours: (arrays: NdArray[], axis: number) => unknown, python: string, free: boolean): Case {
  const shape = draw.shape({ least: 1 });
  const axis = draw.whole(-shape.length, shape.length - 1);
  const arrays = Array.from({ length: draw.whole(1, 4) }, () => {
    const own = free ? shape.with(axis, draw.whole(0, 4)) : shape;
    return draw.array(own, draw.dtype(), "plain");
  });
  const list = arrays.map((array) => array.python).join(", ");
  return {
    ours: () =>
      ours(
        arrays.map((array) => array.ours),
        axis,
      ),
    python: `r = ${python}([${list}], axis=${axis})`,
  };
}

function drawReshape(draw: Draw, shape: number[]): number[] {
  const factors = shape.flatMap((length) => (length % 2 === 0 && length > 0 ? [2, length / 2] : [length]));
  const target: number[] = [];
  for (const factor of factors) {
    if (target.length > 0 && draw.chance(0.5)) target[target.length - 1] *= factor;
    else target.push(factor);
  }
  if (target.length > 0 && !target.includes(0) && draw.chance(0.5)) target[draw.whole(0, target.length - 1)] = -1;
  return target;
}

const MODES = ["constant", "edge", "reflect", "symmetric", "wrap"] as const;

export const shapeSubjects: Subject[] = [
  onArray("reshape", (draw, x, shape) => {
    const target = drawReshape(draw, shape);
    return { ours: (a) => a.reshape(target), python: `${x.python}.reshape(${tuple(target)})` };
  }),
  onArray("transpose", (draw, x, shape) => {
    const order = Array.from(draw.stream.permutation(Math.max(1, shape.length)).data).slice(0, shape.length);
    return { ours: (a) => a.transpose(order), python: `${x.python}.transpose(${tuple(order)})` };
  }),
  onArray("T, ravel and sums over them", (_, x) => ({ ours: (a) => a.T.ravel(), python: `${x.python}.T.ravel()` })),
  onArray(
    "swapaxes",
    (draw, x, shape) => {
      const [a, b] = [draw.whole(-shape.length, shape.length - 1), draw.whole(0, shape.length - 1)];
      return { ours: (y) => y.swapaxes(a, b), python: `${x.python}.swapaxes(${a}, ${b})` };
    },
    1,
  ),
  onArray(
    "moveaxis",
    (draw, x, shape) => {
      const [a, b] = [draw.whole(-shape.length, shape.length - 1), draw.whole(0, shape.length - 1)];
      return { ours: (y) => nd.moveaxis(y, a, b), python: `np.moveaxis(${x.python}, ${a}, ${b})` };
    },
    1,
  ),
  onArray("expandDims and squeeze", (draw, x, shape) => {
    const axis = draw.whole(-shape.length - 1, shape.length);
    return {
      ours: (a) => [a.expandDims(axis), a.squeeze()],
      python: `[np.expand_dims(${x.python}, ${axis}), ${x.python}.squeeze()]`,
    };
  }),
  onArray(
    "flip",
    (draw, x, shape) => {
      const axis = draw.whole(0, shape.length - 1);
      return {
        ours: (a) => [nd.flip(a), nd.flip(a, axis)],
        python: `[np.flip(${x.python}), np.flip(${x.python}, ${axis})]`,
      };
    },
    1,
  ),
  onArray(
    "roll",
    (draw, x, shape) => {
      const [axis, shift] = [draw.whole(0, shape.length - 1), draw.whole(-7, 7)];
      return {
        ours: (a) => [nd.roll(a, shift), nd.roll(a, shift, axis)],
        python: `[np.roll(${x.python}, ${shift}), np.roll(${x.python}, ${shift}, ${axis})]`,
      };
    },
    1,
  ),
  onArray(
    "pad",
    (draw, x, shape) => {
      const mode = draw.one(MODES);
      const width = shape.map(() => [draw.whole(0, 4), draw.whole(0, 4)] as const);
      return {
        ours: (a) => nd.pad(a, width, { mode }),
        python: `np.pad(${x.python}, ${JSON.stringify(width)}, mode="${mode}")`,
      };
    },
    1,
  ),
  onArray("tile", (draw, x) => {
    const times = Array.from({ length: draw.whole(1, 3) }, () => draw.whole(0, 3));
    return { ours: (a) => nd.tile(a, times), python: `np.tile(${x.python}, ${tuple(times)})` };
  }),
  onArray(
    "repeat",
    (draw, x, shape) => {
      const axis = draw.chance(0.3) ? undefined : draw.whole(-shape.length, shape.length - 1);
      const times = draw.whole(0, 3);
      return {
        ours: (a) => nd.repeat(a, times, axis),
        python: `np.repeat(${x.python}, ${times}, axis=${axis ?? "None"})`,
      };
    },
    1,
  ),
  onArray(
    "arraySplit",
    (draw, x, shape) => {
      const [axis, parts] = [draw.whole(0, shape.length - 1), draw.whole(1, 5)];
      return {
        ours: (a) => nd.arraySplit(a, parts, axis),
        python: `np.array_split(${x.python}, ${parts}, axis=${axis})`,
      };
    },
    1,
  ),
  onArray(
    "sort and argsort",
    (draw, x, shape) => {
      const axis = draw.whole(-shape.length, shape.length - 1);
      return {
        ours: (a) => [a.sort(axis), a.argsort(axis)],
        python: `[np.sort(${x.python}, axis=${axis}), np.argsort(${x.python}, axis=${axis}, kind="stable")]`,
      };
    },
    1,
  ),
  onArray("unique", (_, x) => ({
    ours: (a) => {
      const { values, indices, inverse, counts } = nd.uniqueAll(a);
      return [values, indices, inverse, counts];
    },
    python: `list(np.unique(${x.python}, return_index=True, return_inverse=True, return_counts=True))`,
  })),
  onArray("nonzero", (_, x) => ({ ours: (a) => a.nonzero(), python: `list(np.nonzero(${x.python}))` }), 1),
  onArray(
    "tril and triu",
    (draw, x) => {
      const k = draw.whole(-2, 2);
      return {
        ours: (a) => [nd.tril(a, k), nd.triu(a, k)],
        python: `[np.tril(${x.python}, ${k}), np.triu(${x.python}, ${k})]`,
      };
    },
    2,
  ),
  onArray(
    "diff",
    (draw, x, shape) => {
      const axis = draw.whole(0, shape.length - 1);
      return {
        ours: (a) => nd.diff(a.astype("float64"), axis),
        python: `np.diff(${x.python}.astype(float), axis=${axis})`,
      };
    },
    1,
  ),
  onArray("astype", (draw, x) => {
    const dtype = draw.dtype();
    return { ours: (a) => a.abs().astype(dtype), python: `abs(${x.python}).astype("${dtype}")` };
  }),
  { name: "concatenate", draw: (draw) => drawJoin(draw, nd.concatenate, "np.concatenate", true) },
  { name: "stack", draw: (draw) => drawJoin(draw, nd.stack, "np.stack", false) },
];
