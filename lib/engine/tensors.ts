import { ATTRIBUTE, type Attribute } from "./binding.ts";
import { type ElementType, INT64, type Memory, TYPE_CODE } from "./element-types.ts";
import { EngineArray, type Recipe } from "./engine-array.ts";
import type { NativeEngine } from "./native-engine.ts";

/** A value of an attribute: a whole number is an int, a list a list of ints. */
export type AttributeValue = boolean | number | string | number[];

/**
 * Tensors inside libtensorflow for the length of one computation: `put` brings memory in, `run` computes, `get` brings
 * memory out, `hold` leaves a result inside, and `free` lets go of everything else that the computation made.
 *
 * The binding refuses float64 at its door, yet the library computes in it: the bytes go in and out as int64 and are
 * re-labelled inside by `Bitcast`, which copies nothing.
 */
export class Tensors {
  private readonly engine: NativeEngine;
  /** What this computation is in. */
  readonly dtype: ElementType;
  private readonly made: number[] = [];

  constructor(engine: NativeEngine, dtype: ElementType) {
    this.engine = engine;
    this.dtype = dtype;
  }

  /** Brings elements in. The memory must not be written to before `free`: the library may share it. */
  put(data: Memory, shape: readonly number[], dtype: ElementType = this.dtype): number {
    const { binding } = this.engine;
    if (dtype !== "float64") {
      return this.keep(binding.createTensor(shape as number[], TYPE_CODE[dtype], data as Float32Array));
    }
    const words = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
    const attributes = [type("T", INT64), type("type", TYPE_CODE.float64)];
    const id = this.keep(binding.createTensor(shape as number[], INT64, words));
    return this.keep(binding.executeOp("Bitcast", attributes, [id], 1)[0].id);
  }

  /** Brings whole numbers in: shapes, orders of axes, paddings. */
  ints(values: readonly number[], shape: number[] = [values.length]): number {
    return this.keep(this.engine.binding.createTensor(shape, TYPE_CODE.int32, Int32Array.from(values)));
  }

  /** A number of this computation's dtype. */
  scalar(value: number): number {
    return this.engine.scalar(value, this.dtype);
  }

  /** Runs an operation with one result on tensors; its element type `T` is this computation's where nothing else is said. */
  run(name: string, inputs: number[], attributes: Record<string, AttributeValue> = {}, element = this.dtype): number {
    const list: Attribute[] = [type("T", TYPE_CODE[element])];
    for (const key in attributes) list.push(attribute(key, attributes[key]));
    return this.keep(this.engine.binding.executeOp(name, list, inputs, 1)[0].id);
  }

  /** Runs an operation that takes the list of whole numbers `values` after its input, under the type name `typeName`. */
  private runWithInts(
    name: string,
    id: number,
    values: number,
    typeName: string,
    more: Attribute[],
    element: ElementType,
  ): number {
    const list = [type("T", TYPE_CODE[element]), type(typeName, TYPE_CODE.int32), ...more];
    return this.keep(this.engine.binding.executeOp(name, list, [id, values], 1)[0].id);
  }

  /** The axes of a tensor in another order. */
  transpose(id: number, order: readonly number[], element = this.dtype): number {
    return this.runWithInts("Transpose", id, this.ints(order), "Tperm", [], element);
  }

  /** The same elements in another shape; shares memory with its input. */
  reshape(id: number, shape: readonly number[], element = this.dtype): number {
    return this.runWithInts("Reshape", id, this.ints(shape), "Tshape", [], element);
  }

  /** Zeros around a tensor: [before, after] for each axis. */
  pad(id: number, paddings: readonly (readonly [number, number])[]): number {
    return this.runWithInts("Pad", id, this.ints(paddings.flat(), [paddings.length, 2]), "Tpaddings", [], this.dtype);
  }

  /** `Sum`, `Max`, `Min` or `Mean` over some axes. */
  reduce(name: string, id: number, axes: readonly number[], keepDims = false): number {
    const keep = { name: "keep_dims", type: ATTRIBUTE.bool, value: keepDims };
    return this.runWithInts(name, id, this.ints(axes), "Tidx", [keep], this.dtype);
  }

  /** The axes named, backwards. */
  reverse(id: number, axes: readonly number[]): number {
    return this.runWithInts("ReverseV2", id, this.ints(axes), "Tidx", [], this.dtype);
  }

  /** The elements in this computation's dtype. */
  cast(id: number, from: ElementType): number {
    if (from === this.dtype) return id;
    const list = [type("SrcT", TYPE_CODE[from]), type("DstT", TYPE_CODE[this.dtype])];
    return this.keep(this.engine.binding.executeOp("Cast", list, [id], 1)[0].id);
  }

  /** Brings elements out, into fresh memory. */
  get(id: number, dtype: ElementType = this.dtype): Memory {
    return this.engine.store.bring(id, dtype);
  }

  /** Leaves a result inside. It must have memory of its own: not `put`, nor `reshape` of what was put. */
  hold(id: number, shape: readonly number[], dtype: ElementType = this.dtype): EngineArray {
    this.release(id);
    return new EngineArray(this.engine, [id], dtype, shape);
  }

  /**
   * A result that is computed when it is wanted. The sources must have memory of their own, as `alias` of what is held has it.
   * @param light the steps of a light recipe, computed for its first use and not kept; 0: kept
   */
  holdLater(sources: readonly number[], shape: readonly number[], recipe: Recipe, light = 0): EngineArray {
    for (const id of sources) this.release(id);
    return new EngineArray(this.engine, sources, this.dtype, shape, recipe, light);
  }

  /** Another name for a tensor, so that it outlives the array that it belongs to. */
  alias(id: number): number {
    return this.run("Identity", [id]);
  }

  /** The part of a tensor from `begin` on, of shape `size`. */
  slice(id: number, begin: readonly number[], size: readonly number[]): number {
    const list = [type("T", TYPE_CODE[this.dtype]), type("Index", TYPE_CODE.int32)];
    return this.keep(this.engine.binding.executeOp("Slice", list, [id, this.ints(begin), this.ints(size)], 1)[0].id);
  }

  /** Takes a tensor out of this computation's care. */
  release(id: number): void {
    this.made.splice(this.made.lastIndexOf(id), 1);
  }

  /** Lets go of all tensors of this computation. */
  free(): void {
    for (const id of this.made) this.engine.binding.deleteTensor(id);
    this.made.length = 0;
  }

  private keep(id: number): number {
    this.made.push(id);
    return id;
  }
}

function type(name: string, value: number): Attribute {
  return { name, type: ATTRIBUTE.type, value };
}

function attribute(name: string, value: AttributeValue): Attribute {
  if (typeof value === "boolean") return { name, type: ATTRIBUTE.bool, value };
  if (typeof value === "string") return { name, type: ATTRIBUTE.string, value };
  return { name, type: ATTRIBUTE.int, value };
}
