import { ATTRIBUTE, type Attribute, type Binding } from "./binding.ts";
import type { Floats } from "./engine.ts";

/** Element types inside the library: TF_DataType in tensorflow/c/tf_datatype.h. */
const FLOAT = 1;
const DOUBLE = 2;
const INT32 = 3;
const INT64 = 9;

/** A value of an attribute: a whole number is an int, a list a list of ints; other kinds are written out. */
export type AttributeValue = boolean | number | string | number[];

/**
 * Tensors inside libtensorflow for the length of one computation: `put` brings memory in, `run` computes, `get` brings
 * memory out, and `free` (in a `finally`) lets go of everything that the computation made.
 *
 * The binding refuses float64 at its door, yet the library computes in it: the bytes go in and out as int64 and are
 * re-labelled inside by `Bitcast`, which copies nothing.
 */
export class Tensors {
  private readonly binding: Binding;
  /** DOUBLE or FLOAT: what this computation is in. */
  private readonly type: number;
  private readonly made: number[] = [];

  constructor(binding: Binding, dtype: "float64" | "float32") {
    this.binding = binding;
    this.type = dtype === "float64" ? DOUBLE : FLOAT;
  }

  /** Brings floats in. The memory must not be written to before `free`: the library may share it. */
  put(data: Floats, shape: number[]): number {
    if (this.type === FLOAT) return this.keep(this.binding.createTensor(shape, FLOAT, data as Float32Array));
    const words = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
    return this.bitcast(this.keep(this.binding.createTensor(shape, INT64, words)), INT64, DOUBLE);
  }

  /** Brings whole numbers in: shapes, permutations, paddings. */
  ints(values: number[], shape: number[] = [values.length]): number {
    return this.keep(this.binding.createTensor(shape, INT32, Int32Array.from(values)));
  }

  /** Runs an operation with one result on tensors. `T`, its element type, is filled in. */
  run(name: string, inputs: number[], attributes: Record<string, AttributeValue> = {}): number {
    const list: Attribute[] = [{ name: "T", type: ATTRIBUTE.type, value: this.type }];
    for (const key in attributes) list.push(attribute(key, attributes[key]));
    return this.keep(this.binding.executeOp(name, list, inputs, 1)[0].id);
  }

  /** The axes of a tensor in another order. */
  transpose(id: number, order: number[]): number {
    const list: Attribute[] = [
      { name: "T", type: ATTRIBUTE.type, value: this.type },
      { name: "Tperm", type: ATTRIBUTE.type, value: INT32 },
    ];
    return this.keep(this.binding.executeOp("Transpose", list, [id, this.ints(order)], 1)[0].id);
  }

  /** The sum over some axes. */
  sum(id: number, axes: number[]): number {
    const list: Attribute[] = [
      { name: "T", type: ATTRIBUTE.type, value: this.type },
      { name: "Tidx", type: ATTRIBUTE.type, value: INT32 },
      { name: "keep_dims", type: ATTRIBUTE.bool, value: false },
    ];
    return this.keep(this.binding.executeOp("Sum", list, [id, this.ints(axes)], 1)[0].id);
  }

  /** Brings floats out, into fresh memory. */
  get(id: number): Floats {
    if (this.type === FLOAT) return this.binding.tensorDataSync(id) as Float32Array;
    return new Float64Array(this.binding.tensorDataSync(this.bitcast(id, DOUBLE, INT64)).buffer);
  }

  /** Lets go of all tensors of this computation. */
  free(): void {
    for (const id of this.made) this.binding.deleteTensor(id);
    this.made.length = 0;
  }

  private keep(id: number): number {
    this.made.push(id);
    return id;
  }

  private bitcast(id: number, from: number, to: number): number {
    const attributes: Attribute[] = [
      { name: "T", type: ATTRIBUTE.type, value: from },
      { name: "type", type: ATTRIBUTE.type, value: to },
    ];
    return this.keep(this.binding.executeOp("Bitcast", attributes, [id], 1)[0].id);
  }
}

function attribute(name: string, value: AttributeValue): Attribute {
  if (typeof value === "boolean") return { name, type: ATTRIBUTE.bool, value };
  if (typeof value === "string") return { name, type: ATTRIBUTE.string, value };
  return { name, type: ATTRIBUTE.int, value };
}
