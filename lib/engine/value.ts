import type { BlockMemory, BlockType } from "./blocks.ts";
import type { Floats } from "./element-types.ts";
import type { Holding } from "./holdings.ts";
import type { Region } from "./regions.ts";

/** An operand of an expression: a number, or an array that goes all along or is repeated for every row or column. */
export interface Operand {
  value: Value;
  along: "all" | "columns" | "rows";
}

/** An elementwise step that is not computed yet. */
export interface Step {
  /** Its number in kernels/mapping.h. */
  step: number;
  operands: readonly (Operand | number)[];
  /** What the figures are rounded to. */
  computed: "float64" | "float32";
  /** Elements of a row where an operand is repeated; undefined where rows do not matter. */
  columns: number | undefined;
  /** Steps from what is computed already, counted along all ways. */
  depth: number;
}

/** Work of another kind that is not done yet: writes all elements. */
export type Work = (out: BlockMemory) => void;

/** A matrix of a product: a part of a value, or memory that nobody writes to; from its first element to its last. */
export interface Factor {
  held: Value | Floats;
  from: number;
  to: number;
}

/** A product of two matrices; sizes as `product` in kernels.ts takes them. */
export interface Product {
  a: Factor;
  b: Factor;
  sizes: Int32Array;
}

/** Products that are added one after the other, to `base` where there is one. */
export interface ProductSum {
  base: Value | undefined;
  products: readonly Product[];
}

/** Where a value was computed on the way to another and not kept: if it is asked for after all, it is kept the next time. */
export interface Passing {
  asked: Set<number>;
  place: number;
}

/**
 * The elements of a large array, which nobody writes to: computed, or a step of an expression, or other work to be done
 * when someone wants them.
 */
export class Value {
  readonly type: BlockType;
  readonly size: number;
  /** What is looked at when this one is computed. */
  sources: readonly Value[];
  memory: BlockMemory | undefined;
  step: Step | undefined;
  work: Work | undefined;
  /** What the work is, where it is a sum of products. */
  sum: ProductSum | undefined;
  /** Who looks after the memory: a holding of its own, or a region that other arrays share. */
  holding: Holding | undefined;
  region: Region | undefined;
  passing: Passing | undefined;
  /** How many values that are not computed yet may look at this one's memory. */
  awaited = 0;

  constructor(type: BlockType, size: number, sources: readonly Value[] = [], step?: Step, work?: Work) {
    this.type = type;
    this.size = size;
    this.sources = sources;
    this.step = step;
    this.work = work;
    for (const source of sources) source.awaited++;
  }

  /** The elements are computed, and lie here. */
  settle(memory: BlockMemory, holding?: Holding, region?: Region): void {
    for (const source of this.sources) source.awaited--;
    this.sources = [];
    this.step = undefined;
    this.work = undefined;
    this.sum = undefined;
    this.passing = undefined;
    this.memory = memory;
    this.holding = holding;
    this.region = region;
  }
}
