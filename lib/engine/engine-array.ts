import type { ElementType, Memory } from "./element-types.ts";
import type { NativeEngine } from "./native-engine.ts";
import type { TensorHolding } from "./store.ts";
import type { Tensors } from "./tensors.ts";

/** Makes a tensor, among those of a computation, from others. */
export type Recipe = (tensors: Tensors, sources: readonly number[]) => number;

/** What an array is made of when it is made later. */
export interface Later {
  recipe: Recipe;
  sources: readonly number[];
  /** How many light steps are in the recipe. */
  steps: number;
}

/** Light recipes grow no longer than this: what is longer is made. */
const STEPS = 8;

/** The share of its bytes that a light array is counted with: it holds on to memory that another array mostly counts. */
const LIGHT = 0.25;

/**
 * The elements of an array while they live in the engine, C-contiguous. Several views of one array share one of these;
 * the first reading brings the elements home, once and for all views, and the engine lets go of them.
 *
 * With a recipe, the tensor is computed from `ids` when it is wanted: a gradient that nobody looks at costs nothing. A
 * light one (a number times an array, say) is computed for its first use and not kept: most such arrays are one step of
 * an expression and used once, so an expression over large arrays leaves no intermediate arrays behind.
 */
export class EngineArray {
  readonly dtype: ElementType;
  /** The shape with which the tensor was made; views may have others. */
  readonly shape: readonly number[];
  private readonly engine: NativeEngine;
  /** How many light steps the recipe has; 0 where it is not light. */
  private readonly light: number;
  private holding: TensorHolding | undefined;
  private recipe: Recipe | undefined;
  private used = false;
  private memory: Memory | undefined;

  /** `ids`: the tensor, or with a recipe its sources; this array owns them from now on. */
  constructor(
    engine: NativeEngine,
    ids: readonly number[],
    dtype: ElementType,
    shape: readonly number[],
    recipe?: Recipe,
    light = 0,
  ) {
    this.engine = engine;
    this.dtype = dtype;
    this.shape = shape;
    this.recipe = recipe;
    this.light = light;
    this.holding = engine.store.hold(this, ids, dtype, shape, light > 0 ? LIGHT : 1);
  }

  /** True while the elements live in the engine. */
  get inside(): boolean {
    return this.holding !== undefined;
  }

  /** The tensor, or undefined when the elements have come home. */
  get id(): number | undefined {
    const { holding, recipe } = this;
    if (!holding || !recipe) return holding?.ids[0];
    const made = this.engine.compute(this.dtype, (tensors) => {
      const id = recipe(tensors, holding.ids);
      tensors.release(id);
      return id;
    });
    this.replace(made);
    return made;
  }

  /** The tensor for one use in a computation. */
  use(tensors: Tensors): number | undefined {
    const { holding, recipe } = this;
    if (!holding || !recipe || this.light === 0 || this.used) return this.id;
    this.used = true;
    return recipe(tensors, holding.ids);
  }

  /** What a light array is made of while it is not made and not too long, so that an expression over it can be made of the same. */
  get later(): Later | undefined {
    const { holding, recipe, light, used } = this;
    const grows = light > 0 && light < STEPS && !used;
    return holding && recipe && grows ? { recipe, sources: holding.ids, steps: light } : undefined;
  }

  /** The elements in JavaScript's memory, where they stay from now on. */
  read(): Memory {
    if (this.memory) return this.memory;
    const { id } = this;
    const { holding } = this;
    if (id === undefined || !holding) throw new Error("EngineArray: the elements were let go of");
    this.memory = this.engine.store.bring(id, this.dtype);
    this.holding = undefined;
    this.engine.store.release(holding);
    return this.memory;
  }

  /** Puts another tensor of the same shape and dtype in the place of this one: a write, seen by all views. */
  replace(id: number): void {
    const { holding } = this;
    if (!holding) throw new Error("EngineArray: the elements are home; write to them there");
    this.recipe = undefined;
    this.holding = this.engine.store.hold(this, [id], this.dtype, this.shape);
    this.engine.store.release(holding);
  }
}
