import { type Factor, type Floats, type Product, type Value, type Workshop, workshop } from "../engine/index.ts";
import type { NdArray } from "./array.ts";
import type { Dtype } from "./dtype.ts";
import { runKernel } from "./kernels.ts";
import { isContiguous, sameShape, stridesOf } from "./shape.ts";
import { arrayOf, heldBy, memoryOf, ValueHome } from "./value-home.ts";
import type { View } from "./view.ts";

/**
 * Products that wait, because most of their kind are added to something: the gradients of weights, step after step of a
 * sequence. They are then added where the sum lies, and no product is ever written down.
 */

/** Elements of a product that are worth it. */
const WORTH = 10_000;

/**
 * The product of two matrices, to be made when it is wanted; undefined where its factors have more elements than itself, so
 * that keeping them would cost more than the product.
 */
export function putOffProduct(a: NdArray, b: NdArray, dtype: Dtype): NdArray | undefined {
  const [m, k, n] = [a.shape[0], a.shape[1], b.shape[1]];
  if (m * n < WORTH || k * (m + n) > m * n) return undefined;
  const shop = workshop();
  if (!shop) return undefined;
  const product = productOf(shop, a, b);
  const value = shop.products(dtype as "float64" | "float32", m * n, { base: undefined, products: [product] });
  return arrayOf(shop, value, dtype, [m, n]);
}

function productOf(shop: Workshop, a: NdArray, b: NdArray): Product {
  const [left, right] = [kept(shop, a), kept(shop, b)];
  const sizes = Int32Array.of(a.shape[0], a.shape[1], b.shape[1], ...left.stride, ...right.stride);
  return { a: left.factor, b: right.factor, sizes };
}

/** A matrix as it is now, whatever is written to it later: a value where it is one, else a copy. */
function kept(shop: Workshop, view: NdArray): { factor: Factor; stride: readonly number[] } {
  const { shape, stride, offset, residence } = view;
  const value = view._data === null && residence instanceof ValueHome ? residence.held : undefined;
  if (value) {
    const last = (shape[0] - 1) * stride[0] + (shape[1] - 1) * stride[1];
    return { factor: { held: value, from: offset, to: offset + last + 1 }, stride };
  }
  const copied = stride[0] < stride[1] ? stridesOf([shape[1], shape[0]]).reverse() : stridesOf(shape);
  const copy = shop.room(view.dtype as "float64" | "float32", view.size);
  const out = { data: shop.memoryOf(copy), dtype: view.dtype, strides: copied, offset: 0 };
  runKernel("x", shape, out, [{ data: memoryOf(view), dtype: view.dtype, strides: stride, offset }]);
  return { factor: { held: copy, from: 0, to: view.size }, stride: copied };
}

/** The one product that a view shows all of, while it is not made. */
function waiting(view: View, dtype: Dtype): Product | undefined {
  if (view.dtype !== dtype || !isContiguous(view.shape, view.stride)) return undefined;
  const { base, products } = heldBy(view)?.sum ?? {};
  return products?.length === 1 && !base ? products[0] : undefined;
}

/** x + y where one of them is a product that waits: the sum waits too, or is made of what may be written to later; else undefined. */
export function addProduct([x, y]: readonly View[], dtype: Dtype): NdArray | undefined {
  if (!sameShape(x.shape, y.shape)) return undefined;
  const product = waiting(y, dtype) ?? waiting(x, dtype);
  const base = product === waiting(y, dtype) ? x : y;
  const shop = product && workshop();
  if (!shop || base.dtype !== dtype || !isContiguous(base.shape, base.stride)) return undefined;
  shop.tidy();
  return arrayOf(shop, sumOf(shop, base, product), dtype, [...x.shape]);
}

function sumOf(shop: Workshop, base: View, product: Product): Value {
  const type = base.dtype as "float64" | "float32";
  const held = heldBy(base);
  if (held?.sum?.base) {
    return shop.products(type, base.size, { ...held.sum, products: [...held.sum.products, product] });
  }
  const start = held ?? shop.over(type, memoryOf(base).subarray(base.offset, base.offset + base.size) as Floats);
  const value = shop.products(type, base.size, { base: start, products: [product] });
  if (!held) shop.memoryOf(value);
  return value;
}

/** target += a product that waits; false where it is none. */
export function addProductInto(target: View, y: View): boolean {
  const product = sameShape(target.shape, y.shape) ? waiting(y, target.dtype) : undefined;
  const shop = product && workshop();
  if (!shop || !isContiguous(target.shape, target.stride)) return false;
  shop.tidy();
  if (heldBy(target)) (target.residence as ValueHome).replace(sumOf(shop, target, product));
  else {
    const memory = target.data.subarray(target.offset, target.offset + target.size) as Floats;
    shop.addUp({ base: undefined, products: [product] }, memory, true);
  }
  return true;
}
