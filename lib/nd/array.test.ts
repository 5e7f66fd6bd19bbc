import { execFileSync } from "node:child_process";
import ndarray from "ndarray";
import * as nd from "./index.ts";
import { resident } from "./make.ts";

const matrix = () =>
  nd.array([
    [1, 2, 3],
    [4, 5, 6],
  ]);

test("an array has the fields and accessors of an ndarray view", () => {
  const x = matrix().T;
  expect([x.shape, x.stride, x.offset, x.dtype, x.size, x.dimension]).toEqual([[3, 2], [1, 3], 0, "float64", 6, 2]);
  expect(x.data[x.index(2, 1)]).toBe(6);
  x.set(2, 1, 60);
  expect(x.get(2, 1)).toBe(60);
  expect(x.order).toEqual(ndarray(new Float64Array(6), [3, 2], [1, 3]).order);
});

test("lo, hi, step and pick are ndarray's own, and views of the same memory", () => {
  const data = Float64Array.from({ length: 24 }, (_, i) => i);
  const ours = nd.asarray(data).reshape(2, 3, 4);
  const theirs = ndarray(data, [2, 3, 4]);
  const pairs = [
    [ours.lo(1, 1, 1), theirs.lo(1, 1, 1)],
    [ours.hi(1, 2, 2), theirs.hi(1, 2, 2)],
    [ours.step(1, -1, 2), theirs.step(1, -1, 2)],
    [ours.pick(1, null, 2), theirs.pick(1, null, 2)],
  ] as const;
  for (const [a, b] of pairs) {
    expect([a.shape, a.stride, a.offset]).toEqual([b.shape, b.stride, b.offset]);
    expect(a.data).toBe(data);
  }
});

test("views of the ndarray package go in without a copy, and come out", () => {
  const view = ndarray(new Float32Array([1, 2, 3, 4]), [2, 2]).transpose(1, 0);
  const x = nd.asarray(view);
  expect(x.toArray()).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(x.dtype).toBe("float32");
  view.set(0, 0, 9);
  expect(x.get(0, 0)).toBe(9);
  expect(x.toView().get(1, 0)).toBe(2);
  expect(nd.add(view, 1).toArray()).toEqual([
    [10, 4],
    [3, 5],
  ]);
});

test("rank 0 to beyond the compiled ranks: get, set and index", () => {
  for (let rank = 0; rank <= 8; rank++) {
    const x = nd.arange(2 ** rank).reshape(new Array(rank).fill(2));
    const ones = new Array(rank).fill(1);
    expect(x.get(...ones)).toBe(2 ** rank - 1);
    x.set(...ones, -5);
    expect(x.data[x.index(...ones)]).toBe(-5);
    expect(x.sum()).toBe(((2 ** rank - 1) * (2 ** rank - 2)) / 2 - 5);
  }
});

test("slices are views, picks are copies, assign writes through", () => {
  const x = matrix();
  x.slice(":", 0).assign(0);
  expect(x.toArray()).toEqual([
    [0, 2, 3],
    [0, 5, 6],
  ]);
  x.slice([0]).assign(9);
  expect(x.get(0, 1)).toBe(2);
  x.put([x.gt(4)], -1);
  expect(x.toArray()).toEqual([
    [0, 2, 3],
    [0, -1, -1],
  ]);
  expect(x.slice("...", null).shape).toEqual([2, 3, 1]);
  expect(x.put([0], 7).toArray()).toEqual([
    [7, 7, 7],
    [0, -1, -1],
  ]);
});

test("writing into a view from an overlapping view reads what was there before", () => {
  const x = nd.arange(6);
  x.slice("1:").assign(x.slice(":-1"));
  expect(x.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
  x.slice("::-1").assign(x);
  expect(x.toArray()).toEqual([4, 3, 2, 1, 0, 0]);
  const y = nd.ones([2, 2]);
  y.iadd(
    nd.array([
      [0, 1],
      [2, 3],
    ]).T,
  );
  y.iadd(y.T);
  expect(y.toArray()).toEqual([
    [2, 5],
    [5, 8],
  ]);
});

test("values of a write that lie in the array itself are read before", () => {
  const x = nd.arange(6).reshape(3, 2);
  x.put([[2, 0, 1]], x);
  expect(x.toArray()).toEqual([
    [2, 3],
    [4, 5],
    [0, 1],
  ]);
});

test("dtypes: numbers make float64, booleans bool, whole ranges int32; bare numbers are weak", () => {
  expect([nd.array([1]).dtype, nd.array([true]).dtype, nd.arange(3).dtype, nd.arange(0, 1, 0.5).dtype]).toEqual([
    "float64",
    "bool",
    "int32",
    "float64",
  ]);
  const single = nd.zeros(2, "float32");
  expect([single.add(0.1).dtype, single.add(nd.zeros(2)).dtype, single.add(nd.arange(2)).dtype]).toEqual([
    "float32",
    "float64",
    "float64",
  ]);
  expect([nd.arange(2).add(1).dtype, nd.arange(2).add(0.5).dtype, nd.arange(2).div(2).dtype]).toEqual([
    "int32",
    "float64",
    "float64",
  ]);
});

test("sums of whole numbers are exact, and what int32 cannot hold is an error", () => {
  const x = nd.full([2, 3], 2 ** 31 - 1, "int32");
  expect(x.sum()).toBe(6 * (2 ** 31 - 1));
  expect(() => x.sum(0)).toThrow('4294967294 does not fit into int32; use x.astype("float64") first');
});

test("elements that live elsewhere are fetched once, at the first reading", () => {
  let reads = 0;
  const read = () => {
    reads++;
    return Float64Array.of(1, 2, 3, 4);
  };
  const x = resident({ read }, "float64", [2, 2]);
  expect([x.shape, x.size, x.T.shape, reads]).toEqual([[2, 2], 4, [2, 2], 0]);
  expect(x.get(1, 0)).toBe(3);
  expect(x.add(1).sum()).toBe(14);
  expect(reads).toBe(1);
});

test("what a notebook, the console and JSON show", () => {
  const x = nd.array([
    [1.5, -2],
    [0, 10],
  ]);
  const text = "[[ 1.5 -2. ]\n [ 0.  10. ]]";
  expect(String(x)).toBe(text);
  const shown = (x as unknown as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")]();
  expect(shown).toEqual({ "text/plain": text });
  expect(JSON.stringify({ x })).toBe('{"x":[[1.5,-2],[0,10]]}');
  expect(+nd.array(2.5).valueOf()! + 1).toBe(3.5);
});

test("small arrays made one after the other share no elements", () => {
  const arrays = Array.from({ length: 3000 }, (_, k) =>
    nd.zeros(3, (["float64", "uint8", "int32"] as const)[k % 3]).add(k % 100),
  );
  for (const [k, array] of arrays.entries()) expect(array.toArray()).toEqual([k % 100, k % 100, k % 100]);
});

test("importing lib loads no native library", () => {
  const code = 'await import("gradlab/lib"); console.log(process.report.getReport().sharedObjects.join())';
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  expect(out).not.toMatch(/tensorflow/);
});
