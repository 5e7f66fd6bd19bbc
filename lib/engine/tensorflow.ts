import type { Binding } from "./binding.ts";
import type { Engine, Floats, MatmulSize } from "./engine.ts";
import { Tensors } from "./tensors.ts";

/** libtensorflow, through the binding of @tensorflow/tfjs-node: float64 and float32, all cores. */
export class TensorFlowEngine implements Engine {
  readonly name = "tensorflow";
  readonly binding: Binding;

  constructor(binding: Binding) {
    this.binding = binding;
  }

  matmul<A extends Floats>(a: A, b: A, size: MatmulSize): A {
    const { m, k, n, transposeA = false, transposeB = false, batch = 1 } = size;
    return this.compute(a, (tensors) => {
      const lead = batch === 1 ? [] : [batch];
      const left = tensors.put(a, [...lead, ...(transposeA ? [k, m] : [m, k])]);
      const right = tensors.put(b, [...lead, ...(transposeB ? [n, k] : [k, n])]);
      const product =
        batch === 1
          ? tensors.run("MatMul", [left, right], { transpose_a: transposeA, transpose_b: transposeB })
          : tensors.run("BatchMatMulV2", [left, right], { adj_x: transposeA, adj_y: transposeB });
      return tensors.get(product) as A;
    });
  }

  /** Runs `work` on tensors of the dtype of `like` and frees them whatever happens. */
  private compute<T>(like: Floats, work: (tensors: Tensors) => T): T {
    const tensors = new Tensors(this.binding, like.BYTES_PER_ELEMENT === 8 ? "float64" : "float32");
    try {
      return work(tensors);
    } finally {
      tensors.free();
    }
  }
}
