import { makeCollector } from "./collector.ts";

/** Bytes that an object answers for, and how to let go of them when nobody can reach it. */
export interface Holding {
  readonly bytes: number;
  readonly owner: WeakRef<object>;
  readonly letGo: () => void;
  released: boolean;
}

/** So many bytes may gather before we look for owners that nobody can reach any more: at first, in small models, in large ones. */
const FIRST_LIMIT = 192 * 2 ** 20;
const SMALL_LIMIT = 384 * 2 ** 20;
const LAST_LIMIT = 640 * 2 ** 20;

/** Looking should cost no more than this share of the time; where it does, more bytes may gather. */
const SHARE = 0.04;

/** A model is large where so many times what is alive is more than the limit of small ones. */
const BESIDE = 6;

/**
 * Memory outside JavaScript's care that objects answer for. That of objects that were garbage-collected is let go of: by a
 * finalizer where the program comes to rest now and then, and by a collection of its own when many bytes have gathered in between.
 */
export class Holdings {
  private readonly held = new Set<Holding>();
  private readonly finalizers = new FinalizationRegistry<Holding>((holding) => this.release(holding));
  private collect: (() => void) | undefined;
  private bytes = 0;
  private limit = FIRST_LIMIT;
  /** What may gather on top of what is alive. */
  private room = FIRST_LIMIT;
  private lastSweep = 0;

  /** Bytes held now. */
  get size(): number {
    return this.bytes;
  }

  hold(owner: object, bytes: number, letGo: () => void): Holding {
    const holding: Holding = { bytes, owner: new WeakRef(owner), letGo, released: false };
    this.held.add(holding);
    this.finalizers.register(owner, holding, holding);
    this.bytes += bytes;
    return holding;
  }

  /** Lets go; a no-op the second time. */
  release(holding: Holding): void {
    if (this.forget(holding)) holding.letGo();
  }

  /** Takes a holding out of our care without letting go; false where it was released before. */
  forget(holding: Holding): boolean {
    if (holding.released) return false;
    holding.released = true;
    this.held.delete(holding);
    this.finalizers.unregister(holding);
    this.bytes -= holding.bytes;
    return true;
  }

  /** Looks for what nobody can reach when, with so many bytes more, too many have gathered. */
  tidy(more = 0): void {
    if (this.bytes + more > this.limit) this.sweep();
  }

  /** Lets go of what nobody can reach. */
  private sweep(): void {
    const started = performance.now();
    this.collect ??= makeCollector();
    this.collect();
    for (const holding of this.held) if (holding.owner.deref() === undefined) this.release(holding);
    const ended = performance.now();
    const most = Math.min(LAST_LIMIT, Math.max(SMALL_LIMIT, BESIDE * this.bytes));
    const grown = ended - started > SHARE * (ended - this.lastSweep) ? 1.5 * this.room : this.room;
    this.room = Math.min(most, grown);
    this.lastSweep = ended;
    this.limit = this.bytes + this.room;
  }
}
