import type { ElementType, Memory } from "./element-types.ts";
import type { EngineStore, Holding } from "./store.ts";

/** Makes a tensor from others when it is first asked for. */
export type Recipe = (sources: readonly number[]) => number;

/**
 * The elements of an array while they live in the engine, C-contiguous. Several views of one array share one of these;
 * the first reading brings the elements home, once and for all views, and the engine lets go of them.
 *
 * With a recipe, the tensor is computed from `ids` at the first use: a gradient that nobody looks at costs nothing.
 */
export class EngineArray {
  readonly dtype: ElementType;
  /** The shape with which the tensor was made; views may have others. */
  readonly shape: readonly number[];
  private readonly store: EngineStore;
  private holding: Holding | undefined;
  private recipe: Recipe | undefined;
  private memory: Memory | undefined;

  /** `ids`: the tensor, or with a recipe its sources; this array owns them from now on. */
  constructor(
    store: EngineStore,
    ids: readonly number[],
    dtype: ElementType,
    shape: readonly number[],
    recipe?: Recipe,
  ) {
    this.store = store;
    this.dtype = dtype;
    this.shape = shape;
    this.recipe = recipe;
    this.holding = store.hold(this, ids, dtype, shape);
  }

  /** True while the elements live in the engine. */
  get inside(): boolean {
    return this.holding !== undefined;
  }

  /** The tensor, or undefined when the elements have come home. */
  get id(): number | undefined {
    const { holding, recipe } = this;
    if (!holding || !recipe) return holding?.ids[0];
    this.recipe = undefined;
    this.replace(recipe(holding.ids));
    return this.holding?.ids[0];
  }

  /** The elements in JavaScript's memory, where they stay from now on. */
  read(): Memory {
    if (this.memory) return this.memory;
    const { id } = this;
    const { holding } = this;
    if (id === undefined || !holding) throw new Error("EngineArray: the elements were let go of");
    this.memory = this.store.bring(id, this.dtype);
    this.holding = undefined;
    this.store.release(holding);
    return this.memory;
  }

  /** Puts another tensor of the same shape and dtype in the place of this one: a write, seen by all views. */
  replace(id: number): void {
    const { holding } = this;
    if (!holding) throw new Error("EngineArray: the elements are home; write to them there");
    this.recipe = undefined;
    this.holding = this.store.hold(this, [id], this.dtype, this.shape);
    this.store.release(holding);
  }
}
