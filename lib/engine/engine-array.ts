import type { ElementType, Memory } from "./element-types.ts";
import type { EngineStore, Holding } from "./store.ts";

/**
 * The elements of an array while they live in the engine, C-contiguous. Several views of one array share one of these;
 * the first reading brings the elements home, once and for all views, and the engine lets go of them.
 */
export class EngineArray {
  readonly dtype: ElementType;
  /** The shape with which the tensor was made; views may have others. */
  readonly shape: readonly number[];
  private readonly store: EngineStore;
  private holding: Holding | undefined;
  private memory: Memory | undefined;

  constructor(store: EngineStore, id: number, dtype: ElementType, shape: readonly number[]) {
    this.store = store;
    this.dtype = dtype;
    this.shape = shape;
    this.holding = store.hold(this, id, dtype, shape);
  }

  /** The tensor, or undefined when the elements have come home. */
  get id(): number | undefined {
    return this.holding?.id;
  }

  /** The elements in JavaScript's memory, where they stay from now on. */
  read(): Memory {
    if (this.memory) return this.memory;
    const { holding } = this;
    if (!holding) throw new Error("EngineArray: the elements were let go of");
    this.memory = this.store.bring(holding.id, this.dtype);
    this.holding = undefined;
    this.store.release(holding);
    return this.memory;
  }

  /** Puts another tensor of the same shape and dtype in the place of this one: a write, seen by all views. */
  replace(id: number): void {
    const { holding } = this;
    if (!holding) throw new Error("EngineArray: the elements are home; write to them there");
    this.holding = this.store.hold(this, id, this.dtype, this.shape);
    this.store.release(holding);
  }
}
