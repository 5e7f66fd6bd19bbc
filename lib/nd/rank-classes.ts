import { NdArray } from "./array.ts";
import { DTYPES, type Dtype, type TypedArray } from "./dtype.ts";
import type { Residence } from "./view.ts";

export type RankClass = new (
  data: TypedArray | null,
  shape: number[],
  stride: number[],
  offset: number,
  residence: Residence | null,
) => NdArray;

/** Ranks with compiled accessors; beyond, a class with rest arguments serves. */
export const COMPILED_RANKS = 6;

/** Classes are compiled when first needed: a memo, its content follows from its keys alone. */
const home: Record<Dtype, RankClass[]> = { float64: [], float32: [], int32: [], uint8: [], bool: [] };
const away: Record<Dtype, RankClass[]> = { float64: [], float32: [], int32: [], uint8: [], bool: [] };

/**
 * The class of arrays of one dtype and rank. One class each keeps V8's accessors monomorphic, hence fast. Arrays that are born
 * away from JavaScript's memory have classes of their own, so that V8 may rely on the others always holding theirs.
 */
export function rankClass(dtype: Dtype, rank: number, born: "home" | "away" = "home"): RankClass {
  const list = (born === "home" ? home : away)[dtype];
  if (list === undefined) throw new TypeError(`dtype: expected one of ${DTYPES.join(", ")}, got ${String(dtype)}`);
  list[rank] ??= rank <= COMPILED_RANKS ? compile(dtype, rank) : highRankClass(dtype);
  return list[rank];
}

/** The source of one class: for rank 2, `get(i0,i1){return (this._data??this.fetch())[this.offset+i0*this.s0+i1*this.s1]}`. */
function compile(dtype: Dtype, rank: number): RankClass {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const names = axes.map((axis) => `i${axis}`);
  const place = ["this.offset", ...axes.map((axis) => `i${axis}*this.s${axis}`)].join("+");
  const element = `(this._data??this.fetch())[${place}]`;
  const code = `"use strict";
return class NdArray extends Base {
  constructor(data, shape, stride, offset, residence) {
    super(data, shape, stride, offset, residence);
    ${axes.map((axis) => `this.s${axis}=stride[${axis}];`).join("")}
  }
  get(${names}) { return ${element}; }
  set(${[...names, "value"]}) { return ${element} = value; }
  index(${names}) { return ${place}; }
};`;
  return named(new Function("Base", code)(NdArray), dtype);
}

function highRankClass(dtype: Dtype): RankClass {
  class HighRankArray extends NdArray {
    override get = (...index: number[]) => this.data[this.index(...index)];
    override set = (...given: number[]) => {
      const value = given.pop() as number;
      this.data[this.index(...given)] = value;
      return value;
    };
    override index = (...index: number[]) =>
      index.reduce((place, i, axis) => place + i * this.stride[axis], this.offset);
  }
  return named(HighRankArray, dtype);
}

function named(rank: RankClass, dtype: Dtype): RankClass {
  Object.defineProperty(rank.prototype, "dtype", { value: dtype });
  return rank;
}
