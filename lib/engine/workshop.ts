import { type BlockMemory, Blocks, type BlockType, MEMORY } from "./blocks.ts";
import type { Floats } from "./element-types.ts";
import type { Holdings } from "./holdings.ts";
import type { Kernels } from "./kernels.ts";
import { type Plan, ProgramWriter, planOf } from "./program.ts";
import { LARGEST, Regions, type Room } from "./regions.ts";
import { type Factor, type ProductSum, type Step, Value, type Work } from "./value.ts";

/** Steps of an expression at most: what is longer is computed on the way. */
const STEPS = 40;

/** Products of a sum that are put off at most: their factors are kept until then. */
const PRODUCTS = 16;

/** Forms of expressions of which is known what to keep. */
const FORMS = 1000;

/**
 * Computes expressions over large arrays: each is put off until somebody wants it, and then done in one pass over memory,
 * together with what it is made of. What is written, and how the memory is used again, is decided here.
 */
export class Workshop {
  readonly kernels: Kernels;
  private readonly blocks: Blocks;
  private readonly holdings: Holdings;
  private readonly regions: Regions;
  /** For forms of expressions the places of those parts that were asked for later. A memo: no figure depends on it. */
  private readonly asked = new Map<string, Set<number>>();

  constructor(kernels: Kernels, holdings: Holdings) {
    this.kernels = kernels;
    this.holdings = holdings;
    this.blocks = new Blocks(kernels);
    this.regions = new Regions(this.blocks, holdings);
  }

  /** A step of an expression, to be computed when somebody wants it. */
  step(type: BlockType, size: number, step: Omit<Step, "depth">): Value {
    const sources = step.operands.flatMap((operand) => (typeof operand === "number" ? [] : [operand.value]));
    let depth = sources.reduce((sum, { step }) => sum + (step?.depth ?? 0), 1);
    if (depth > STEPS) {
      for (const value of sources) this.memoryOf(value);
      depth = 1;
    }
    return new Value(type, size, sources, { ...step, depth });
  }

  /** Other work, to be done when somebody wants it; it looks at `sources`. */
  later(type: BlockType, size: number, sources: readonly Value[], work: Work): Value {
    return new Value(type, size, sources, undefined, work);
  }

  /** A sum of products, one after the other into one memory, to be made when somebody wants it or when it has grown long. */
  products(type: BlockType, size: number, sum: ProductSum): Value {
    const sources = sum.base ? [sum.base] : [];
    for (const { a, b } of sum.products) {
      if (a.held instanceof Value) sources.push(a.held);
      if (b.held instanceof Value) sources.push(b.held);
    }
    const value = new Value(type, size, sources);
    value.sum = sum;
    if (sum.products.length >= PRODUCTS) this.memoryOf(value);
    return value;
  }

  /** Writes a sum of products, or adds its products to `out` where that is the base. */
  addUp({ base, products }: ProductSum, out: Floats, onto = false): void {
    for (let k = 0; k < products.length; k++) {
      const { a, b, sizes } = products[k];
      const [left, right] = [this.factor(a), this.factor(b)];
      if (k === 0 && base) this.kernels.addProduct(this.memoryOf(base) as Floats, left, right, out, sizes);
      else if (k === 0 && !onto) this.kernels.product(left, right, out, sizes);
      else this.kernels.addProduct(out, left, right, out, sizes);
    }
  }

  private factor({ held, from, to }: Factor): Floats {
    const memory = held instanceof Value ? this.memoryOf(held) : held;
    return memory.subarray(from, to) as Floats;
  }

  /** A value whose memory the caller writes at once, all of it. */
  room(type: BlockType, size: number): Value {
    this.tidy();
    const value = new Value(type, size);
    this.settle(value, this.roomFor(value));
    return value;
  }

  /** Memory that is nobody else's, as a value. */
  over(type: BlockType, memory: BlockMemory): Value {
    const value = new Value(type, memory.length);
    value.settle(memory, undefined);
    return value;
  }

  /**
   * Looks whether memory can be used again. Called where an operation on arrays begins, never while memory of values is
   * being looked at: its value might be gone.
   */
  tidy(): void {
    this.holdings.tidy();
  }

  /** The elements, computed if they are not yet: to be looked at until the next operation, and not written to. */
  memoryOf(value: Value): BlockMemory {
    if (value.memory) return value.memory;
    if (value.step) this.run(value, true);
    else this.work(value);
    return value.memory as unknown as BlockMemory;
  }

  /** The elements as memory that is the caller's from now on. */
  giveAway(value: Value): BlockMemory {
    const memory = this.memoryOf(value);
    if (value.awaited > 0 || value.region) return memory.slice();
    if (value.holding) this.holdings.forget(value.holding);
    // The holding leads to the memory too, and V8 keeps the value until the running job ends: a whole training loop.
    value.holding = undefined;
    value.memory = undefined;
    return memory;
  }

  /** The sum of all elements, added up as NumPy does; an expression is not written anywhere for it. */
  sum(value: Value): number {
    if (value.step) return this.run(value, false);
    const memory = this.memoryOf(value);
    const single = +(memory instanceof Float32Array);
    return this.kernels.sum(
      [memory],
      [],
      new Float64Array(),
      Int32Array.of(1, value.size, single, 0, 0, value.size, 1),
    );
  }

  private work(value: Value): void {
    const { work, sum } = value;
    const room = this.roomFor(value);
    if (sum) this.addUp(sum, room.memory as Floats);
    else if (work) work(room.memory);
    else throw new Error("Workshop: the elements were given away");
    this.settle(value, room);
  }

  /** Computes an expression with the parts of it that are to be kept; or its sum, for which it is not kept itself. */
  private run(root: Value, keeps: boolean): number {
    const plan = planOf(root, (value) => this.memoryOf(value));
    const kept = this.toKeep(plan, keeps);
    const outputs = kept.map((node) => this.blocks.take(node.type, node.size));
    const { inputs, constants, sizes } = new ProgramWriter(plan, kept).write();
    let sum = 0;
    if (keeps) this.kernels.run(inputs, outputs, constants, sizes);
    else sum = this.kernels.sum(inputs, outputs, constants, sizes);
    for (let k = 0; k < kept.length; k++) this.keep(kept[k], outputs[k]);
    return sum;
  }

  /**
   * The parts of an expression to write to memory: itself, those that are asked for again, and those that were asked for
   * again in expressions of the same form: in a training loop, from the second step on.
   */
  private toKeep({ nodes, again, form }: Plan, keepsLast: boolean): Value[] {
    if (this.asked.size > FORMS) this.asked.clear();
    const known = this.asked.get(form) ?? new Set<number>();
    this.asked.set(form, known);
    return nodes.filter((node, place) => {
      if (again.has(node)) node.passing?.asked.add(node.passing.place);
      if (again.has(node) || known.has(place) || (keepsLast && place === nodes.length - 1)) return true;
      node.passing ??= { asked: known, place };
      return false;
    });
  }

  /** Memory for a value, whatever is in it: middle-sized arrays lie in regions, large ones in blocks of their own. */
  private roomFor({ type, size }: Value): Room {
    if (size * MEMORY[type].BYTES_PER_ELEMENT <= LARGEST) return this.regions.cut(type, size);
    return { memory: this.blocks.take(type, size), region: undefined };
  }

  private settle(value: Value, { memory, region }: Room): void {
    if (region) value.settle(memory, undefined, region);
    else this.keep(value, memory);
  }

  private keep(value: Value, memory: BlockMemory): void {
    const { blocks } = this;
    value.settle(
      memory,
      this.holdings.hold(value, memory.byteLength, () => blocks.give(memory)),
    );
  }
}
