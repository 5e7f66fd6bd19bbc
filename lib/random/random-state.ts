import { NdArray } from "../nd/array.ts";
import { array } from "../nd/create.ts";
import type { Dtype } from "../nd/dtype.ts";
import { allocated } from "../nd/make.ts";
import { type Operand, toNdArray } from "../nd/operand.ts";
import { slice } from "../nd/pick.ts";
import { listOf, shapeOf } from "../nd/shape.ts";
import { accurateLog } from "./accurate-log.ts";
import { drawUpTo } from "./bounded.ts";
import { type ChoiceOptions, choosePlaces } from "./choice.ts";
import { Mt19937 } from "./mt19937.ts";

/** How many to draw: nothing gives one number, a shape gives an array. */
export type Size = number | readonly number[];

/** All that determines what a stream draws next. */
export interface StreamState {
  key: number[];
  pos: number;
  /** The second value of the last pair of normal numbers, where it is not used yet. */
  gauss?: number;
}

/**
 * A stream of random numbers that gives NumPy's legacy figures bit for bit: `new RandomState(231).randn(2, 3)`.
 * @see https://numpy.org/doc/stable/reference/random/legacy.html
 */
export class RandomState {
  private readonly bits = new Mt19937();
  private gauss: number | undefined;

  /** @param seed a whole number from 0 to 2^32 - 1, or several; without it the stream starts anywhere */
  constructor(seed?: number | readonly number[]) {
    this.seed(seed);
  }

  /** Starts the stream anew. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.seed.html */
  seed(seed?: number | readonly number[]): void {
    this.gauss = undefined;
    if (seed === undefined) {
      this.bits.seedByArray(crypto.getRandomValues(new Uint32Array(8)));
      return;
    }
    for (const part of typeof seed === "number" ? [seed] : seed) {
      if (Number.isInteger(part) && part >= 0 && part <= 0xffffffff) continue;
      throw new RangeError(`random.seed: expected whole numbers from 0 to 2**32 - 1, got ${part}`);
    }
    if (typeof seed === "number") this.bits.seed(seed);
    else if (seed.length === 0) throw new RangeError("random.seed: expected at least one number, got an empty list");
    else this.bits.seedByArray(seed);
  }

  /** What the stream needs to go on from here: hand it to `setState`. */
  getState(): StreamState {
    return { key: Array.from(this.bits.key), pos: this.bits.pos, gauss: this.gauss };
  }

  /** Goes on from where `getState` was called. */
  setState({ key, pos, gauss }: StreamState): void {
    if (key.length !== 624) throw new RangeError(`random.setState: expected 624 words, got ${key.length}`);
    this.bits.key.set(key);
    this.bits.pos = pos;
    this.gauss = gauss;
  }

  /** Numbers from [0, 1). @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.random_sample.html */
  randomSample(): number;
  randomSample(size: Size): NdArray;
  randomSample(size?: Size): NdArray | number;
  randomSample(size?: Size): NdArray | number {
    return this.draw(size, () => this.bits.nextDouble());
  }

  /** Numbers from [0, 1); NumPy's random.random. */
  random(): number;
  random(size: Size): NdArray;
  random(size?: Size): NdArray | number {
    return this.randomSample(size);
  }

  /** Numbers from [0, 1), the shape given length by length. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.rand.html */
  rand(): number;
  rand(...shape: [Size, ...number[]]): NdArray;
  rand(...shape: Size[]): NdArray | number {
    return this.randomSample(shape.length === 0 ? undefined : listOf("random.rand", shape));
  }

  /** Standard normal numbers, the shape given length by length. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.randn.html */
  randn(): number;
  randn(...shape: [Size, ...number[]]): NdArray;
  randn(...shape: Size[]): NdArray | number {
    return this.draw(shape.length === 0 ? undefined : listOf("random.randn", shape), () => this.nextGauss());
  }

  /** Standard normal numbers. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.standard_normal.html */
  standardNormal(): number;
  standardNormal(size: Size): NdArray;
  standardNormal(size?: Size): NdArray | number {
    return this.draw(size, () => this.nextGauss());
  }

  /** Normal numbers with a mean and a standard deviation. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.normal.html */
  normal(mean?: number, deviation?: number): number;
  normal(mean: number, deviation: number, size: Size): NdArray;
  normal(mean = 0, deviation = 1, size?: Size): NdArray | number {
    if (!(deviation >= 0))
      throw new RangeError(`random.normal: expected a standard deviation of 0 or more, got ${deviation}`);
    return this.draw(size, () => mean + deviation * this.nextGauss());
  }

  /** Numbers from [low, high). @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.uniform.html */
  uniform(low?: number, high?: number): number;
  uniform(low: number, high: number, size: Size): NdArray;
  uniform(low = 0, high = 1, size?: Size): NdArray | number {
    const range = high - low;
    return this.draw(size, () => low + range * this.bits.nextDouble());
  }

  /**
   * Whole numbers from low up to but not including high; from 0 where only one bound is given.
   * @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.randint.html
   */
  randint(high: number): number;
  randint(low: number, high: number | null): number;
  randint(low: number, high: number | null, size: Size): NdArray;
  randint(low: number, high?: number | null, size?: Size): NdArray | number {
    const [from, to] = high === undefined || high === null ? [0, low] : [low, high];
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from >= to) {
      throw new RangeError(`random.randint: expected whole numbers low < high, got low ${from} and high ${to}`);
    }
    const fits = from >= -2147483648 && to <= 2147483648;
    return this.draw(size, () => from + drawUpTo(this.bits, to - 1 - from), fits ? "int32" : "float64");
  }

  /**
   * Elements drawn from a vector (or from 0 ... n - 1): with replacement unless told otherwise, `p` gives their probabilities.
   * @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.choice.html
   */
  choice(from: Operand, size?: undefined, options?: ChoiceOptions): number;
  choice(from: Operand, size: Size, options?: ChoiceOptions): NdArray;
  choice(from: Operand, size?: Size, options: ChoiceOptions = {}): NdArray | number {
    const pool = typeof from === "number" ? undefined : toNdArray(from);
    const n = pool ? pool.shape[0] : (from as number);
    if (pool && pool.shape.length !== 1)
      throw new RangeError(`random.choice: expected a vector or a number, got ${pool.ndim} axes`);
    const places = choosePlaces(this, n, size === undefined ? [] : shapeOf("random.choice", size), options);
    const drawn = pool ? slice(pool, places) : places;
    return size === undefined ? drawn.item() : drawn;
  }

  /** Brings the rows of an array (or the entries of a list) into random order, in place. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.shuffle.html */
  shuffle(x: NdArray | unknown[]): void {
    const n = x.length;
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = drawUpTo(this.bits, i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    if (x instanceof NdArray) {
      if (n > 0) x.assign(slice(x, order));
      return;
    }
    const before = [...x];
    for (let i = 0; i < n; i++) x[i] = before[order[i]];
  }

  /** 0 ... n - 1, or a copy of an array's rows, in random order. @see https://numpy.org/doc/stable/reference/random/generated/numpy.random.permutation.html */
  permutation(x: Operand): NdArray {
    const out = typeof x === "number" ? array(toNdArray(Int32Array.from({ length: x }, (_, i) => i))) : array(x);
    this.shuffle(out);
    return out;
  }

  private draw(size: Size | undefined, next: () => number, dtype: Dtype = "float64"): NdArray | number {
    if (size === undefined) return next();
    const out = allocated(dtype, shapeOf("random", size));
    const { data } = out;
    for (let i = 0; i < data.length; i++) data[i] = next();
    return out;
  }

  /** The polar method: pairs of normal numbers, of which the second waits for the next call. */
  private nextGauss(): number {
    if (this.gauss !== undefined) {
      const waiting = this.gauss;
      this.gauss = undefined;
      return waiting;
    }
    for (;;) {
      const x1 = 2 * this.bits.nextDouble() - 1;
      const x2 = 2 * this.bits.nextDouble() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const f = Math.sqrt((-2 * accurateLog(r2)) / r2);
      this.gauss = f * x1;
      return f * x2;
    }
  }
}
