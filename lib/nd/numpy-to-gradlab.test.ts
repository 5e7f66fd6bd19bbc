/** The table for those who know NumPy stays true: every expression in it runs, on both sides, with the same result. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { difference } from "../against-numpy/compare.ts";
import { type NumpyCase, pythonWithNumpy, runInNumpy } from "../against-numpy/numpy-process.ts";
import { RandomState, random } from "../random/index.ts";
import type { NdArray } from "./array.ts";
import * as nd from "./index.ts";

const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", "numpy-to-gradlab.md"), "utf8");

/** What the table's names stand for; x holds whole numbers, so that it can be an index too. */
function names(): Record<string, NdArray | number> {
  const x = nd.mod(nd.arange(1500), 7).reshape(10, 10, 5, 3).astype("float64");
  const a = nd.linspace(0.5, 2, 100).reshape(10, 10);
  const y = nd.mod(nd.arange(10), 4);
  return {
    x,
    a,
    b: a.T.add(1),
    v: nd.linspace(-1, 1, 3),
    y,
    yPred: nd.zeros(10, "int32"),
    mask: x.gt(3),
    p: a.gt(1),
    q: a.T.gt(1),
    places: x.argsort(1),
    dW: nd.zeros([7, 3]),
    dout: nd.ones([10, 10, 5, 3, 3]),
    i: 2,
    j: 1,
    n: 20,
    N: 10,
  };
}

/** The code spans of a cell; an escaped bar is a bar. */
function spans(cell: string): string[] {
  return [...cell.matchAll(/``(.+?)``|`(.+?)`/g)].map((match) => (match[1] ?? match[2]).replaceAll("\\|", "|"));
}

const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split(/(?<!\\) \| /))
  .map(([numpy, ours]) => ({ numpy: spans(numpy), ours: spans(ours) }));

function evaluate(code: string): unknown {
  const bound: Record<string, unknown> = { ...names(), nd, random, RandomState };
  return new Function(...Object.keys(bound), `return (${code});`)(...Object.values(bound));
}

function attempt(code: string): unknown {
  try {
    return evaluate(code);
  } catch (error) {
    return error;
  }
}

test("every expression of the right column runs", () => {
  expect(rows.length).toBeGreaterThan(50);
  const failing = rows
    .flatMap(({ ours }) => ours)
    .flatMap((code) => {
      const result = attempt(code);
      return result instanceof Error ? [`${code}: ${result.message}`] : [];
    });
  expect(failing).toEqual([]);
});

test("both columns give the same", () => {
  const pairs = rows
    .filter(({ numpy, ours }) => numpy.length === ours.length)
    .flatMap(({ numpy, ours }) => numpy.map((code, k) => ({ numpy: code, ours: ours[k] })))
    .filter(({ numpy }) => isValue(numpy));
  const bound = names();
  const arrays = Object.entries(bound).filter((entry): entry is [string, NdArray] => entry[1] instanceof nd.NdArray);
  const setup = arrays.map(([name], k) => `${name} = a${k}`).join("\n");
  const cases: NumpyCase[] = pairs.map(({ numpy }) => ({
    arrays: arrays.map(([, array]) => array),
    code: `${setup}\ni, j, n, N = 2, 1, 20, 10\nr = ${numpy}`,
  }));
  const results = runInNumpy(pythonWithNumpy(), cases);
  const wrong = pairs.flatMap(({ numpy, ours }, k) => {
    const value = attempt(ours);
    const differs = value === undefined ? "no value" : difference(value, results[k], { relative: 1e-12 });
    return differs === undefined ? [] : [`${numpy} and ${ours}: ${differs}`];
  });
  expect(pairs.length).toBeGreaterThan(70);
  expect(wrong).toEqual([]);
});

/** Expressions with a value to compare: no writes, no random draws, no Python lists. */
function isValue(numpy: string): boolean {
  const words = /random|shape$|tolist|return_counts|nonzero|np\.array\(|np\.arange\(10\)/;
  return !words.test(numpy) && !/ [-+*/]?= /.test(numpy) && !numpy.includes("np.add.at");
}
