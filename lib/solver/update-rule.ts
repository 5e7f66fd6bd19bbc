/** How parameters change with their gradients. Only plain SGD is given; the others are the students' own. */
import type { NdArray } from "../nd/array.ts";

/** What a rule keeps for one parameter: its learning rate and whatever it remembers (velocity, moments, step). */
export interface OptimConfig {
  learningRate?: number;
  [name: string]: unknown;
}

/**
 * One step of an update rule.
 *
 * @param w the parameter
 * @param dw the gradient of the loss with respect to it, same shape
 * @param config this parameter's own configuration, from the last step
 * @returns the next value of the parameter and the configuration for the next step
 */
// biome-ignore lint/suspicious/noExplicitAny: a student's rule names only what it keeps, and an interface of its own must fit
export type UpdateRule = (w: NdArray, dw: NdArray, config: any) => [NdArray, object];

/** Stochastic gradient descent: w - learningRate * dw. Changes w in place. */
export const sgd: UpdateRule = (w, dw, config: OptimConfig) => {
  const { learningRate = 1e-2 } = config;
  return [w.isub(dw.mul(learningRate)), { ...config, learningRate }];
};

/** Finds a rule by its name among "sgd" and `rules`; a function is its own rule. */
export function ruleOf(rule: string | UpdateRule, rules: Record<string, UpdateRule> = {}): UpdateRule {
  if (typeof rule === "function") return rule;
  const found = rule in rules ? rules[rule] : rule === "sgd" ? sgd : undefined;
  if (typeof found === "function") return found;
  const names = ["sgd", ...Object.keys(rules)].map((name) => `"${name}"`).join(", ");
  throw new Error(
    `Solver: expected updateRule to be ${names} or a function (w, dw, config) => [nextW, nextConfig], got "${rule}"; ` +
      `pass your own rule as { updateRule: ${rule} }`,
  );
}

/** A model's parameters and what its rule remembers for each. */
export class Updater {
  /** One configuration per parameter. */
  configs: Record<string, OptimConfig> = {};
  readonly #rule: UpdateRule;
  readonly #params: () => Record<string, NdArray>;

  /** @param params read at every step, since a model may replace them */
  constructor(params: () => Record<string, NdArray>, rule: UpdateRule, optimConfig: OptimConfig) {
    this.#params = params;
    this.#rule = rule;
    for (const name of Object.keys(params())) this.configs[name] = { ...optimConfig };
  }

  /** Takes one step with every parameter. */
  step(grads: Record<string, NdArray>): void {
    const params = this.#params();
    for (const name of Object.keys(params)) {
      const config = this.configs[name] ?? {};
      const next = this.#rule(params[name], gradientOf(grads, name, params[name]), config);
      if (!Array.isArray(next) || !next[0]?.shape || typeof next[1] !== "object") {
        throw new Error(
          `Solver: expected the update rule to return [nextW, nextConfig] for "${name}", got ${kindOf(next)}`,
        );
      }
      [params[name], this.configs[name]] = next as [NdArray, OptimConfig];
    }
  }

  /** Multiplies every learning rate. */
  decay(factor: number): void {
    for (const config of Object.values(this.configs)) {
      if (config.learningRate !== undefined) config.learningRate *= factor;
    }
  }
}

function gradientOf(grads: Record<string, NdArray>, name: string, w: NdArray): NdArray {
  const dw = grads?.[name];
  const shape = `(${w.shape.join(", ")})`;
  if (!dw) {
    const got = Object.keys(grads ?? {}).join(", ") || "none";
    throw new Error(`Solver: expected loss(X, y) to return a gradient for "${name}" of shape ${shape}, got ${got}`);
  }
  if (dw.shape.join() !== w.shape.join()) {
    throw new Error(`Solver: expected the gradient of "${name}" to have shape ${shape}, got (${dw.shape.join(", ")})`);
  }
  return dw;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.map((part) => typeof part).join(", ") || "nothing"}`;
  return value === undefined ? "nothing (is the return statement missing?)" : typeof value;
}
