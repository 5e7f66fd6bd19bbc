import { ATTRIBUTE, type Binding } from "./binding.ts";
import { makeCollector } from "./collector.ts";
import { BYTES, type ElementType, INT64, type Memory, TYPE_CODE } from "./element-types.ts";
import type { EngineArray } from "./engine-array.ts";

/** The tensors that an array lives in, or will be computed from. */
export interface Holding {
  readonly ids: readonly number[];
  readonly bytes: number;
  readonly owner: WeakRef<EngineArray>;
  released: boolean;
}

/** So many bytes may gather before the store looks for arrays that nobody can reach any more: from, and at most. */
const FIRST_LIMIT = 192 * 2 ** 20;
const LAST_LIMIT = 640 * 2 ** 20;

/** Looking should cost no more than this share of the time; where it does, more bytes may gather. */
const SHARE = 0.04;

/**
 * Which tensors arrays live in. Tensors of arrays that were garbage-collected are deleted: by a finalizer where the
 * program comes to rest now and then, and by a collection of its own when many bytes have gathered in between.
 */
export class EngineStore {
  private readonly binding: Binding;
  private readonly held = new Set<Holding>();
  private readonly finalizers = new FinalizationRegistry<Holding>((holding) => this.release(holding));
  private collect: (() => void) | undefined;
  private bytes = 0;
  private limit = FIRST_LIMIT;
  /** What may gather on top of what is alive. */
  private room = FIRST_LIMIT;
  private lastSweep = 0;

  constructor(binding: Binding) {
    this.binding = binding;
  }

  /** Bytes of the tensors held now. */
  get size(): number {
    return this.bytes;
  }

  hold(owner: EngineArray, ids: readonly number[], dtype: ElementType, shape: readonly number[], share = 1): Holding {
    const bytes = shape.reduce((product, length) => product * length, share * BYTES[dtype]);
    if (this.bytes + bytes > this.limit) this.sweep();
    const holding: Holding = { ids, bytes, owner: new WeakRef(owner), released: false };
    this.held.add(holding);
    this.finalizers.register(owner, holding, holding);
    this.bytes += bytes;
    return holding;
  }

  release(holding: Holding): void {
    if (holding.released) return;
    holding.released = true;
    this.held.delete(holding);
    this.finalizers.unregister(holding);
    this.bytes -= holding.bytes;
    for (const id of holding.ids) this.binding.deleteTensor(id);
  }

  /** Deletes the tensors of arrays that nobody can reach. */
  sweep(): void {
    const started = performance.now();
    this.collect ??= makeCollector();
    this.collect();
    for (const holding of this.held) if (holding.owner.deref() === undefined) this.release(holding);
    const ended = performance.now();
    if (ended - started > SHARE * (ended - this.lastSweep)) this.room = Math.min(LAST_LIMIT, 1.5 * this.room);
    this.lastSweep = ended;
    this.limit = this.bytes + this.room;
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
