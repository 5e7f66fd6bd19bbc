import { ATTRIBUTE, type Binding } from "./binding.ts";
import { type ElementType, TYPE_CODE } from "./element-types.ts";
import type { Holdings } from "./holdings.ts";
import { EngineStore } from "./store.ts";
import { Tensors } from "./tensors.ts";

/** Numbers kept inside for use as operands; beyond, all are let go of. */
const SCALARS = 256;

/** libtensorflow, through the binding of @tensorflow/tfjs-node: float64 and float32, all cores. */
export class NativeEngine {
  readonly name = "tensorflow";
  readonly binding: Binding;
  readonly store: EngineStore;
  private readonly scalars = new Map<string, number>();

  constructor(binding: Binding, holdings: Holdings) {
    this.binding = binding;
    this.store = new EngineStore(binding, holdings);
  }

  /** Runs `work` on tensors and frees what it does not hold, whatever happens. */
  compute<T>(dtype: ElementType, work: (tensors: Tensors) => T): T {
    const tensors = new Tensors(this, dtype);
    try {
      return work(tensors);
    } finally {
      tensors.free();
    }
  }

  /** A tensor without axes, kept for the next time. */
  scalar(value: number, dtype: ElementType): number {
    const key = `${dtype} ${Object.is(value, -0) ? "-0" : value}`;
    const known = this.scalars.get(key);
    if (known !== undefined) return known;
    if (this.scalars.size >= SCALARS) this.forgetScalars();
    const id = this.makeScalar(value, dtype);
    this.scalars.set(key, id);
    return id;
  }

  private makeScalar(value: number, dtype: ElementType): number {
    return this.compute(dtype, (tensors) => {
      if (dtype === "float64") {
        const id = tensors.put(Float64Array.of(value), []);
        tensors.release(id);
        return id;
      }
      const id = this.binding.createTensor([], TYPE_CODE.float32, Float32Array.of(value));
      if (dtype === "float32") return id;
      const list = [
        { name: "SrcT", type: ATTRIBUTE.type, value: TYPE_CODE.float32 },
        { name: "DstT", type: ATTRIBUTE.type, value: TYPE_CODE[dtype] },
      ];
      const cast = this.binding.executeOp("Cast", list, [id], 1)[0].id;
      this.binding.deleteTensor(id);
      return cast;
    });
  }

  private forgetScalars(): void {
    for (const id of this.scalars.values()) this.binding.deleteTensor(id);
    this.scalars.clear();
  }
}
