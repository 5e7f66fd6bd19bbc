/** Builds the parts of a network by name from plain option objects. */
import type { Activation } from "./activation.ts";
import { type Initializer, type InitializerOptions, initializer } from "./initializers.ts";
import type { Layer } from "./layer.ts";
import type { Loss } from "./loss.ts";
import { type Optimizer, SGD, type SgdOptions } from "./optimizer.ts";

/** Options of a layer: its class by name, and whatever the class asks for, such as { nOut: 15, activation: "relu" }. */
export interface LayerOptions {
  name: string;
  [option: string]: unknown;
}

export type OptimizerOptions = SgdOptions & { name?: string; [option: string]: unknown };

/** The classes that a kit builds from, by the names that options use. */
export interface Parts {
  activations?: Record<string, new () => Activation>;
  /** A layer gets its options and the kit, which builds its activation and its initialiser. */
  layers?: Record<string, new (options: never, kit: Kit) => Layer>;
  losses?: Record<string, new () => Loss>;
  /** "SGD" is always there. */
  optimizers?: Record<string, new (options: never) => Optimizer>;
}

/**
 * A set of parts that know each other by name.
 *
 * @example
 * const kit = new Kit({ activations: { relu: ReLU }, layers: { fullyConnected: FullyConnected }, losses: { crossEntropy: CrossEntropy } });
 * kit.layer({ name: "fullyConnected", nOut: 15, activation: "relu", weightInit: "xavierUniform" });
 */
export class Kit {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = { ...parts, optimizers: { SGD, ...parts.optimizers } as Parts["optimizers"] };
  }

  activation(name: string): Activation {
    const Class = found("activation", this.#parts.activations, name);
    return new Class();
  }

  layer(options: LayerOptions): Layer {
    const Class = found("layer", this.#parts.layers, options.name);
    return new Class(options as never, this);
  }

  loss(name: string): Loss {
    const Class = found("loss", this.#parts.losses, name);
    return new Class();
  }

  optimizer(options: OptimizerOptions): Optimizer {
    const Class = found("optimizer", this.#parts.optimizers, options.name ?? "SGD");
    return new Class(options as never);
  }

  /** See {@link initializer} for the names. */
  initializer(name: string, options?: InitializerOptions): Initializer {
    return initializer(name, options);
  }
}

function found<T>(kind: string, parts: Record<string, T> | undefined, name: string): T {
  const part = parts && Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part) return part;
  const known = Object.keys(parts ?? {}).join(", ") || "none are given";
  throw new Error(`Kit: expected the name of a ${kind} (${known}), got "${name}"`);
}
