import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs";
import { convForwardFast, random } from "../index.ts";
import { median } from "./measure.ts";

/** Peers in JavaScript: TensorFlow.js on its plain and its WebAssembly backend. They know float32 alone. */

const ROUNDS = 5;

function times(work: () => unknown, count: number): number {
  for (let i = 0; i < count; i++) work();
  return median(
    Array.from({ length: count }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

function matmul(m: number, k: number, n: number): () => unknown {
  const [a, b] = [tf.randomNormal([m, k]), tf.randomNormal([k, n])];
  return () => {
    const out = tf.matMul(a, b);
    out.dataSync();
    out.dispose();
  };
}

function conv(): () => unknown {
  const [x, w, b] = [tf.randomNormal([100, 31, 31, 3]), tf.randomNormal([3, 3, 3, 25]), tf.randomNormal([25])];
  return () => tf.tidy(() => tf.add(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 1), b).dataSync());
}

const WORK: { title: string; tfjs: () => () => unknown; ours: () => () => unknown }[] = [
  { title: "matmul 100 3072 100 float32", tfjs: () => matmul(100, 3072, 100), ours: () => ourMatmul(100, 3072, 100) },
  { title: "matmul 512 512 512 float32", tfjs: () => matmul(512, 512, 512), ours: () => ourMatmul(512, 512, 512) },
  { title: "conv course forward float32", tfjs: conv, ours: ourConv },
];

function ourMatmul(m: number, k: number, n: number): () => unknown {
  const [a, b] = [random.randn(m, k).astype("float32"), random.randn(k, n).astype("float32")];
  return () => a.matmul(b).data;
}

function ourConv(): () => unknown {
  const x = random.randn(100, 3, 31, 31).astype("float32");
  const w = random.randn(25, 3, 3, 3).astype("float32");
  const b = random.randn(25).astype("float32");
  return () => convForwardFast(x, w, b, { stride: 2, pad: 1 })[0].data;
}

/** Prints our milliseconds and those of TensorFlow.js's backends, results read back. */
export async function reportTfjs(): Promise<void> {
  console.log(`\n${"against TensorFlow.js".padEnd(38)}     ours     wasm      cpu  ours/wasm`);
  for (const { title, tfjs, ours } of WORK) {
    const figures = [times(ours(), 4 * ROUNDS)];
    for (const backend of ["wasm", "cpu"]) {
      await tf.setBackend(backend);
      figures.push(times(tfjs(), ROUNDS));
    }
    const text = [...figures, figures[0] / figures[1]].map((value) => value.toPrecision(3).padStart(9));
    console.log(`${title.padEnd(38)}${text.join("")}`);
  }
}
