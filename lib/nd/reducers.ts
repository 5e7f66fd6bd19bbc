import { type Dtype, isFloat, type TypedArray } from "./dtype.ts";
import { pairwiseSum32, pairwiseSum64 } from "./pairwise-sum.ts";
import type { Reducer } from "./reduce-loops.ts";

/** Compiled per dtype, so that each loop sees one kind of memory. A memo: its content follows from its keys alone. */
const memo = new Map<string, Reducer>();

/** The loops of one reduction; `combine` is JavaScript over r (the value so far) and x (the element). */
function loopsOf(key: string, dtype: Dtype, initial: number, combine: string): Reducer {
  let reducer = memo.get(key);
  if (reducer) return reducer;
  const fold = new Function(
    "out,at,data,place,n,stride",
    `"use strict";let r=out[at];
    if(stride===1)for(let i=0;i<n;i++){const x=data[place+i];r=${combine};}
    else for(let i=0;i<n;i++){const x=data[place+i*stride];r=${combine};}
    out[at]=r;`,
  ) as Reducer["fold"];
  const merge = new Function(
    "out,at,outStride,data,place,n,stride",
    `"use strict";
    if(stride===1&&outStride===1)for(let i=0;i<n;i++){const r=out[at+i],x=data[place+i];out[at+i]=${combine};}
    else for(let i=0;i<n;i++){const r=out[at+i*outStride],x=data[place+i*stride];out[at+i*outStride]=${combine};}`,
  ) as Reducer["merge"];
  reducer = { dtype, initial, fold, merge };
  memo.set(key, reducer);
  return reducer;
}

/** Sums; whole numbers are added in float64, where they are exact. */
export function sumReducer(from: Dtype): Reducer {
  return SUMS[from];
}

function makeSum(from: Dtype): Reducer {
  const dtype = from === "float32" ? "float32" : "float64";
  const pairwise = dtype === "float32" ? pairwiseSum32 : pairwiseSum64;
  return {
    ...loopsOf(`sum ${from}`, dtype, isFloat(from) ? -0 : 0, "r+x"),
    inEngine: "Sum",
    pairwise: true,
    fold: (out: TypedArray, at: number, data: TypedArray, place: number, n: number, stride: number) => {
      out[at] += pairwise(data, place, n, stride);
    },
  };
}

const SUMS: Record<Dtype, Reducer> = {
  float64: makeSum("float64"),
  float32: makeSum("float32"),
  int32: makeSum("int32"),
  uint8: makeSum("uint8"),
  bool: makeSum("bool"),
};

/** Products, one after the other. */
export function productReducer(from: Dtype): Reducer {
  const dtype = from === "float32" ? "float32" : "float64";
  return loopsOf(`prod ${from}`, dtype, 1, from === "float32" ? "Math.fround(r*x)" : "r*x");
}

/** The largest or smallest element; NaN where there is one. */
export function extremeReducer(from: Dtype, which: "max" | "min"): Reducer {
  const initial = which === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const loops = loopsOf(`${which} ${from}`, from === "float32" ? "float32" : "float64", initial, `Math.${which}(r,x)`);
  return { ...loops, inEngine: which === "max" ? "Max" : "Min" };
}

/** Whether any, or all, elements differ from 0. */
export function truthReducer(from: Dtype, which: "any" | "all"): Reducer {
  return which === "any"
    ? loopsOf(`any ${from}`, "bool", 0, "r|+(x!==0)")
    : loopsOf(`all ${from}`, "bool", 1, "r&+(x!==0)");
}
