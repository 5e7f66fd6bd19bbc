import type { NdArray } from "../nd/array.ts";
import type { Dtype } from "../nd/dtype.ts";
import { allocated } from "../nd/make.ts";
import { RandomState } from "../random/random-state.ts";

/** An array for both sides: ours, and the Python expression that makes the same from the base array. */
export interface Drawn {
  base: NdArray;
  ours: NdArray;
  python: string;
}

/** What kind of numbers: plain ones, few distinct ones, with NaN and infinities, positive ones, places from 0 on. */
export type Values = "plain" | "ties" | "special" | "positive" | "wide";

/** Draws shapes, dtypes, layouts and values for one case; every array gets its name a0, a1, ... */
export class Draw {
  readonly stream: RandomState;
  readonly bases: NdArray[] = [];

  constructor(seed: number) {
    this.stream = new RandomState(seed);
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return this.stream.randint(low, high + 1);
  }

  chance(probability: number): boolean {
    return this.stream.rand() < probability;
  }

  one<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)];
  }

  /** Mostly small shapes; now and then an axis long enough for several blocks of the pairwise sum. */
  shape({ least = 0, most = 4, empty = true }: { least?: number; most?: number; empty?: boolean } = {}): number[] {
    const shape = Array.from({ length: this.whole(least, most) }, () => this.whole(1, 5));
    if (shape.length > 0 && this.chance(0.25)) shape[this.whole(0, shape.length - 1)] = this.whole(6, 40);
    if (shape.length > 0 && this.chance(0.08)) shape[this.whole(0, shape.length - 1)] = this.whole(120, 400);
    if (empty && shape.length > 0 && this.chance(0.04)) shape[this.whole(0, shape.length - 1)] = 0;
    return shape;
  }

  dtype(from: readonly Dtype[] = ["float64", "float64", "float32", "int32", "uint8", "bool"]): Dtype {
    return this.one(from);
  }

  /** A shape that broadcasts with this one: some axes 1, some leading axes gone. */
  fitting(shape: readonly number[]): number[] {
    const kept = shape.slice(this.chance(0.4) ? this.whole(0, shape.length) : 0);
    return kept.map((length) => (this.chance(0.3) ? 1 : length));
  }

  /** An array of a shape and dtype, lying in memory in order, transposed, backwards or with gaps. */
  array(shape: readonly number[], dtype: Dtype, values: Values = "plain"): Drawn {
    const order = shape.map((_, axis) => axis);
    if (this.chance(0.35)) this.stream.shuffle(order);
    const cuts = shape.map(() => (this.chance(0.15) ? this.one(["::-1", "::2", "1:"]) : ":"));
    const baseShape = order.map((_, place) => baseLength(shape[order.indexOf(place)], cuts[order.indexOf(place)]));
    const base = this.filled(baseShape, dtype, values);
    const name = `a${this.bases.push(base) - 1}`;
    const moved = base.transpose(order);
    const index = cuts.length > 0 ? `[${cuts.join(", ")}]` : "";
    return { base, ours: moved.slice(...cuts), python: `${name}.transpose(${JSON.stringify(order)})${index}` };
  }

  private filled(shape: number[], dtype: Dtype, values: Values): NdArray {
    const out = allocated(dtype, shape);
    for (let i = 0; i < out.data.length; i++) out.data[i] = this.value(dtype, values);
    return out;
  }

  private value(dtype: Dtype, values: Values): number {
    if (dtype === "bool") return this.whole(0, 1);
    if (dtype === "uint8") return values === "ties" ? this.whole(0, 3) : this.whole(values === "positive" ? 1 : 0, 12);
    if (dtype === "int32") return values === "ties" ? this.whole(-2, 2) : this.whole(values === "positive" ? 1 : -9, 9);
    if (values === "ties") return this.whole(-2, 2) / 2;
    if (values === "special" && this.chance(0.1)) return this.one([Number.NaN, Infinity, -Infinity, 0, -0]);
    if (values === "positive") return Math.abs(this.stream.randn()) + 1e-3;
    if (values === "wide") return this.stream.randn() * 10 ** this.whole(-8, 8);
    return this.stream.randn() * (this.chance(0.1) ? 1e3 : 1);
  }
}

/** How long the base's axis must be so that the cut leaves `length`. */
function baseLength(length: number, cut: string): number {
  if (cut === "::2") return Math.max(0, 2 * length - 1);
  return cut === "1:" ? length + 1 : length;
}
