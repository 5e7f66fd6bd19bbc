import { ATTRIBUTE, type Binding } from "./binding.ts";
import { BYTES, type ElementType, INT64, type Memory, TYPE_CODE } from "./element-types.ts";
import type { EngineArray } from "./engine-array.ts";
import type { Holding, Holdings } from "./holdings.ts";

/** The tensors that an array lives in, or will be computed from. */
export interface TensorHolding extends Holding {
  readonly ids: readonly number[];
}

/** Which tensors arrays live in. Tensors of arrays that were garbage-collected are deleted. */
export class EngineStore {
  private readonly binding: Binding;
  private readonly holdings: Holdings;

  constructor(binding: Binding, holdings: Holdings) {
    this.binding = binding;
    this.holdings = holdings;
  }

  /** Bytes held now. */
  get size(): number {
    return this.holdings.size;
  }

  hold(
    owner: EngineArray,
    ids: readonly number[],
    dtype: ElementType,
    shape: readonly number[],
    share = 1,
  ): TensorHolding {
    const bytes = shape.reduce((product, length) => product * length, share * BYTES[dtype]);
    this.holdings.tidy(bytes);
    const { binding } = this;
    const letGo = () => {
      for (const id of ids) binding.deleteTensor(id);
    };
    return Object.assign(this.holdings.hold(owner, bytes, letGo), { ids });
  }

  release(holding: TensorHolding): void {
    this.holdings.release(holding);
  }

  /** The elements of a tensor, copied into fresh memory. */
  bring(id: number, dtype: ElementType): Memory {
    if (dtype !== "float64") return this.binding.tensorDataSync(id) as Memory;
    const attributes = [
      { name: "T", type: ATTRIBUTE.type, value: TYPE_CODE.float64 },
      { name: "type", type: ATTRIBUTE.type, value: INT64 },
    ];
    const words = this.binding.executeOp("Bitcast", attributes, [id], 1)[0].id;
    try {
      return new Float64Array(this.binding.tensorDataSync(words).buffer);
    } finally {
      this.binding.deleteTensor(words);
    }
  }
}
