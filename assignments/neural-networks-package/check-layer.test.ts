/** What a student relies on: a right layer passes the gradient check, and each wrong gradient is found by its name. */
import { type NdArray, nd, nn, random } from "gradlab/lib";
import { checkActivation, checkLayer, checkLoss, errorTable } from "./check-layer.ts";

/** Y = X w + b, with a factor on the gradients of choice. */
class Affine extends nn.Layer {
  readonly #factors: Record<string, number>;

  constructor(factors: Record<string, number> = {}) {
    super();
    this.#factors = { X: 1, w: 1, b: 1, ...factors };
    this.parameters = { w: random.randn(3, 2), b: random.randn(1, 2) };
  }

  forward(X: NdArray): NdArray {
    this.cache = { X };
    return X.matmul(this.parameters.w).add(this.parameters.b);
  }

  backward(dLdY: NdArray): NdArray {
    const { X, w, b } = this.#factors;
    this.gradients.w = this.cache.X.T.matmul(dLdY).mul(w);
    this.gradients.b = dLdY.sum({ axis: 0, keepdims: true }).mul(b);
    return dLdY.matmul(this.parameters.w.T).mul(X);
  }
}

const right = (error: number) => error < 1e-7;

test("a right layer shows tiny errors for its input and every parameter, and keeps its parameters", () => {
  random.seed(231);
  const layer = new Affine();
  const { w } = layer.parameters;
  const errors = checkLayer(layer, random.randn(4, 3));
  expect(Object.keys(errors)).toEqual(["X", "w", "b"]);
  expect(Object.values(errors).every(right)).toBe(true);
  expect(layer.parameters.w).toBe(w);
});

test.each(["X", "w", "b"])("a gradient on %s that is a tenth too large is found, the others stay right", (name) => {
  random.seed(231);
  const errors = checkLayer(new Affine({ [name]: 1.1 }), random.randn(4, 3));
  expect(errors[name]).toBeGreaterThan(0.04);
  for (const [other, error] of Object.entries(errors)) if (other !== name) expect(right(error)).toBe(true);
});

test("activations and losses", () => {
  random.seed(231);
  const [Z, Y] = [random.randn(3, 2), random.randn(3, 2)];
  const forward = (z: NdArray) => z.mul(z);
  expect(checkActivation({ forward, backward: (z, dY) => dY.mul(z).mul(2) }, Z).Z).toBeLessThan(1e-7);
  expect(checkActivation({ forward, backward: (z, dY) => dY.mul(z) }, Z).Z).toBeGreaterThan(0.3);
  const loss = { name: "half", forward: (y: NdArray, out: NdArray) => 0.5 * out.sub(y).square().sum() };
  expect(checkLoss({ ...loss, backward: (y, out) => out.sub(y) }, Y, nd.add(Y, Z)).YHat).toBeLessThan(1e-7);
  expect(checkLoss({ ...loss, backward: (y, out) => y.sub(out) }, Y, nd.add(Y, Z)).YHat).toBeGreaterThan(0.9);
});

test("the table ends with the largest error", () => {
  expect(errorTable({ a: { X: 0.5, W: 1e-9 }, long: { X: 1e-8 } })).toBe(
    "a     W     1.00e-9\nlong  X     1.00e-8\na     X     5.00e-1",
  );
});
