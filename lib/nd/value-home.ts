import type { Value, Workshop } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { resident, viewOf } from "./make.ts";
import type { Residence, View } from "./view.ts";

/** From so many elements on, results lie in memory that is used again, and steps of expressions are put off. */
export const LARGE = 100_000;

/** From so many bytes on, results of operations lie in memory that is used again. */
export const MIDDLE = 32 * 1024;

/**
 * Where the elements of a large array live until someone reads them one by one: a value, computed or not yet. All views of
 * an array share one; a write to the array puts another value here. What is read belongs to JavaScript from then on.
 */
export class ValueHome implements Residence {
  private readonly shop: Workshop;
  private value: Value | undefined;
  private memory: TypedArray | undefined;

  constructor(shop: Workshop, value: Value) {
    this.shop = shop;
    this.value = value;
  }

  /** What the array holds, while nobody has read it. */
  get held(): Value | undefined {
    return this.value;
  }

  /** Another value for the array and all its views. */
  replace(value: Value): void {
    this.value = value;
  }

  /** The elements, to be looked at and not written to, until the next operation. */
  look(): TypedArray {
    return this.value ? this.shop.memoryOf(this.value) : this.read();
  }

  read(): TypedArray {
    if (this.value) this.memory = this.shop.giveAway(this.value);
    this.value = undefined;
    return this.memory as TypedArray;
  }
}

/** The elements of a view, where its offset and strides say: to be looked at until the next operation, not to be written to. */
export function memoryOf(view: View): TypedArray {
  if (view._data !== null) return view._data;
  return view.residence instanceof ValueHome ? view.residence.look() : view.data;
}

/** True where `memoryOf` has nothing to bring from afar. */
export function isNear(view: View): boolean {
  return view._data !== null || view.residence instanceof ValueHome;
}

/** The value that a view shows all of, from its first element to its last; undefined where its elements are elsewhere. */
export function heldBy(view: View): Value | undefined {
  if (view._data !== null || view.offset !== 0 || !(view.residence instanceof ValueHome)) return undefined;
  const { held } = view.residence;
  return held?.size === view.size ? held : undefined;
}

/** An array that holds a value; strides of a dense array, in C order where left out. */
export function arrayOf(
  shop: Workshop,
  value: Value,
  dtype: Dtype,
  shape: number[],
  stride?: readonly number[],
): NdArray {
  const whole = resident(new ValueHome(shop, value), dtype, shape);
  return stride ? viewOf(whole, shape, [...stride], 0) : whole;
}
