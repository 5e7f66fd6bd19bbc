import type { Dtype, TypedArray } from "./dtype.ts";
import { axisOrder, forOuter, type Loops, mergeLoops } from "./loop.ts";
import { type Looped, mapByKernels, WORTH } from "./map-kernels.ts";
import { nearestLog } from "./nearest-log.ts";
import { isContiguous, sizeOf, stridesInOrder, stridesOf } from "./shape.ts";

/**
 * Loops for elementwise work, compiled once for each expression and combination of dtypes: V8 then sees one kind of
 * memory in each loop and makes straight machine code of it; no function is called per element.
 */

/** An input or output of a kernel, with one stride per axis of the common shape. */
export interface Walk {
  data: TypedArray;
  dtype: Dtype;
  strides: readonly number[];
  offset: number;
}

/** (n1, n0, then for each operand its memory, place, outer stride, inner stride; the output first). */
type Kernel = (n1: number, n0: number, ...walks: (TypedArray | number)[]) => void;

/** For each expression its kernels by the code of their dtypes. A memo: its content follows from its keys alone. */
const memo = new Map<string, Kernel[]>();

const INPUTS = ["x", "y", "z"];

const CODE: Record<Dtype, number> = { float64: 1, float32: 2, int32: 3, uint8: 4, bool: 5 };

/** The kernel of `expression` for the dtype of the output, then those of x, y, z: each combination has its own machine code. */
export function kernelOf(expression: string, out: Dtype, x: Dtype, y?: Dtype, z?: Dtype): Kernel {
  let kernels = memo.get(expression);
  if (!kernels) {
    kernels = [];
    memo.set(expression, kernels);
  }
  const code = ((CODE[out] * 6 + CODE[x]) * 6 + (y ? CODE[y] : 0)) * 6 + (z ? CODE[z] : 0);
  kernels[code] ??= compile(expression, INPUTS.slice(0, z ? 3 : y ? 2 : 1));
  return kernels[code];
}

/**
 * What expressions may name: memory to pick from, and division as Python rounds it (and `nearestLog`, handed in by `compile`).
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/src/npymath/npy_math_internal.h.src (npy_divmod)
 */
const HELPERS: Record<string, string> = {
  pick: "const pick=new Float64Array(2);",
  held: "let held=0;",
  floorMod: "const floorMod=(x,y)=>{const m=x%y;return m!==0?((y<0)!==(m<0)?m+y:m):y<0?-0:m===0?0:m;};",
  floorDivide: `const floorDivide=(x,y)=>{
    if(y===0)return x/y;
    const m=x%y;
    let d=(x-m)/y;
    if(m!==0&&(y<0)!==(m<0))d-=1;
    if(d===0)return x/y<0||Object.is(x/y,-0)?-0:0;
    const f=Math.floor(d);
    return d-f>0.5?f+1:f;};`,
};

function helpersOf(expression: string): string {
  return Object.keys(HELPERS)
    .filter((name) => expression.includes(name))
    .map((name) => HELPERS[name])
    .join("");
}

/** For two inputs: a loop for dense x and y, one each for a repeated y and a repeated x, one for any strides. */
function compile(expression: string, names: string[]): Kernel {
  const params = ["o", ...names].flatMap((v) => [`${v}d`, `${v}p`, `${v}1`, `${v}0`]);
  const dense = ["o", ...names].map((v) => `${v}0===1`).join("&&");
  const repeated = names.map((held) => {
    const test = ["o", ...names].map((v) => `${v}0===${v === held ? 0 : 1}`).join("&&");
    return `else if(${test}){const ${held}=${held}d[${held}p];${loop(expression, names, held)}}`;
  });
  const move = ["o", ...names].map((v) => `${v}p+=${v}1`).join(",");
  return new Function(
    "nearestLog",
    `"use strict";return (${["n1", "n0", ...params].join(",")})=>{${helpersOf(expression)}for(let j=0;j<n1;j++,${move}){
      if(${dense}){${loop(expression, names)}}
      ${names.length > 1 ? repeated.join("\n") : ""}
      else{for(let i=0;i<n0;i++){${names.map((v) => `const ${v}=${v}d[${v}p+i*${v}0];`).join("")}od[op+i*o0]=${expression};}}
    }}`,
  )(nearestLog) as Kernel;
}

function loop(expression: string, names: string[], held?: string): string {
  const reads = names.filter((v) => v !== held).map((v) => `const ${v}=${v}d[${v}p+i];`);
  return `for(let i=0;i<n0;i++){${reads.join("")}od[op+i]=${expression};}`;
}

/** Runs `out = expression(inputs)` over the common shape, whatever the strides. */
export function runKernel(expression: string, shape: readonly number[], out: Walk, inputs: readonly Walk[]): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const walks = [out, ...inputs];
  if (size >= WORTH && runByKernels(expression, shape, walks)) return;
  const kernel = kernelOf(expression, out.dtype, inputs[0].dtype, inputs[1]?.dtype, inputs[2]?.dtype);
  if (allFlat(shape, walks)) {
    runFlat(kernel, size, walks);
    return;
  }
  const strides = walks.map((walk) => walk.strides);
  const loops = mergeLoops(shape, axisOrder(shape, strides), strides);
  const offsets = walks.map((walk) => walk.offset);
  runLoops(kernel, loops, walks, offsets);
}

/** Where two loops are enough, our own kernels know the step, and the work is worth a call. */
function runByKernels(expression: string, shape: readonly number[], walks: readonly Walk[]): boolean {
  const looped: Looped[] = [];
  if (allFlat(shape, walks)) {
    for (const { data, dtype, offset, strides } of walks)
      looped.push({ data, dtype, offset, outer: 0, inner: isOneValue(strides) ? 0 : 1 });
    return mapByKernels(expression, 1, sizeOf(shape), looped);
  }
  const strides: (readonly number[])[] = [];
  for (const walk of walks) strides.push(walk.strides);
  const loops = mergeLoops(shape, axisOrder(shape, strides), strides);
  const depth = loops.lengths.length;
  if (depth > 2 || depth === 0) return false;
  for (let k = 0; k < walks.length; k++) {
    const { data, dtype, offset } = walks[k];
    const own = loops.strides[k];
    looped.push({ data, dtype, offset, outer: depth > 1 ? own[0] : 0, inner: own[depth - 1] });
  }
  return mapByKernels(expression, depth > 1 ? loops.lengths[0] : 1, loops.lengths[depth - 1], looped);
}

function allFlat(shape: readonly number[], walks: readonly Walk[]): boolean {
  for (const walk of walks) if (!isFlat(shape, walk.strides)) return false;
  return true;
}

/** One after the other in memory, or one value for all. */
function isFlat(shape: readonly number[], strides: readonly number[]): boolean {
  return isContiguous(shape, strides) || isOneValue(strides);
}

function isOneValue(strides: readonly number[]): boolean {
  for (const stride of strides) if (stride !== 0) return false;
  return true;
}

/** All in one loop: most work of small arrays comes here, so that no lists are made on the way. */
function runFlat(kernel: Kernel, n: number, walks: readonly Walk[]): void {
  const [o, x, y, z] = walks;
  const one = (walk: Walk) => (n === 1 || !isOneValue(walk.strides) ? 1 : 0);
  if (walks.length === 2) kernel(1, n, o.data, o.offset, 0, 1, x.data, x.offset, 0, one(x));
  else if (walks.length === 3)
    kernel(1, n, o.data, o.offset, 0, 1, x.data, x.offset, 0, one(x), y.data, y.offset, 0, one(y));
  else {
    const last = [z.data, z.offset, 0, one(z)];
    kernel(1, n, o.data, o.offset, 0, 1, x.data, x.offset, 0, one(x), y.data, y.offset, 0, one(y), ...last);
  }
}

function runLoops(kernel: Kernel, loops: Loops, walks: readonly Walk[], offsets: number[]): void {
  const depth = loops.lengths.length;
  const n0 = depth > 0 ? loops.lengths[depth - 1] : 1;
  const n1 = depth > 1 ? loops.lengths[depth - 2] : 1;
  const args: (TypedArray | number)[] = [];
  for (let k = 0; k < walks.length; k++) {
    const stride = loops.strides[k];
    args.push(walks[k].data, offsets[k], depth > 1 ? stride[depth - 2] : 0, depth > 0 ? stride[depth - 1] : 1);
  }
  if (depth <= 2) {
    kernel(n1, n0, ...args);
    return;
  }
  forOuter(loops, 2, offsets, (places) => {
    for (let k = 0; k < places.length; k++) args[4 * k + 1] = places[k];
    kernel(n1, n0, ...args);
  });
}

/** How a result lies in memory, as NumPy lays it out: in the order of the inputs' axes. */
export function outputStrides(shape: readonly number[], inputs: readonly (readonly number[])[]): number[] {
  if (shape.length < 2 || inputs.every((strides) => isContiguous(shape, strides))) return stridesOf(shape);
  return stridesInOrder(shape, axisOrder(shape, inputs));
}
