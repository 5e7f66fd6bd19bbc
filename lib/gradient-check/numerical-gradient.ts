import type { NdArray } from "../nd/array.ts";
import { allocated } from "../nd/make.ts";
import { type Operand, toNdArray } from "../nd/operand.ts";
import { shapeText, stridesOf } from "../nd/shape.ts";

/** Calls `body` with the place in memory of every element of x in C order. */
function forPlaces(x: NdArray, body: (place: number, k: number) => void): void {
  const strides = stridesOf(x.shape);
  for (let k = 0; k < x.size; k++) {
    let place = x.offset;
    for (let axis = 0; axis < x.shape.length; axis++)
      place += (Math.floor(k / strides[axis]) % x.shape[axis]) * x.stride[axis];
    body(place, k);
  }
}

function checkFloat(name: string, x: NdArray): void {
  if (x.dtype === "float64" || x.dtype === "float32") return;
  throw new TypeError(`${name}: expected x to hold float64, got ${x.dtype}: small steps would be lost`);
}

/** f at x with one element changed, which is put back also when f throws. */
function at<T>(x: NdArray, place: number, value: number, f: (x: NdArray) => T): T {
  const before = x.data[place];
  x.data[place] = value;
  try {
    return f(x);
  } finally {
    x.data[place] = before;
  }
}

/**
 * The gradient of a scalar function by central differences: (f(x + h) - f(x - h)) / 2h for each element.
 * x is changed and put back element by element, so f may also read it from outside.
 */
export function numericalGradient(f: (x: NdArray) => number, x: NdArray, h = 1e-5): NdArray {
  checkFloat("numericalGradient", x);
  const gradient = allocated("float64", [...x.shape]);
  forPlaces(x, (place, k) => {
    const middle = x.data[place];
    const above = at(x, place, middle + h, f);
    const below = at(x, place, middle - h, f);
    gradient.data[k] = (above - below) / (2 * h);
  });
  return gradient;
}

/**
 * The gradient of an array-valued function, weighted by the upstream gradient df of the shape of f(x):
 * sum((f(x + h) - f(x - h)) * df) / 2h for each element.
 */
export function numericalGradientArray(f: (x: NdArray) => Operand, x: NdArray, df: Operand, h = 1e-5): NdArray {
  checkFloat("numericalGradientArray", x);
  const gradient = allocated("float64", [...x.shape]);
  const upstream = toNdArray(df);
  forPlaces(x, (place, k) => {
    const middle = x.data[place];
    const above = toNdArray(at(x, place, middle + h, (y) => copied(f(y))));
    const below = toNdArray(at(x, place, middle - h, (y) => copied(f(y))));
    if (above.size !== upstream.size) {
      throw new RangeError(
        `numericalGradientArray: f(x) has shape ${shapeText(above.shape)}, its upstream gradient df ${shapeText(upstream.shape)}`,
      );
    }
    gradient.data[k] = above.sub(below).mul(upstream).sum() / (2 * h);
  });
  return gradient;
}

/** f may return a view of x or of a buffer that it uses again. */
function copied(value: Operand): Operand {
  return typeof value === "number" ? value : toNdArray(value).copy();
}
