import { convBackwardFast, convForwardFast, type Dtype, type NdArray, random } from "../index.ts";
import { ThreeLayerConvNet } from "./nets/conv-net.ts";
import { FullyConnectedNet } from "./nets/fc-net.ts";
import { AdamTrainer } from "./nets/layers.ts";
import { LstmClassifier } from "./nets/lstm.ts";
import { convForwardNaive } from "./nets/naive-conv.ts";
import { CaptioningRnn } from "./nets/rnn.ts";

/** A row of the table: our work, and the names of the same work at the peers (see peers.py). */
export interface Case {
  title: string;
  /** Ours to PyTorch eager, at most. */
  target: number;
  peer: string;
  numpy?: string;
  /** Where NumPy is what the target speaks of. */
  against?: "numpy";
  /** Makes the work ready to run. */
  prepare: () => () => unknown;
  /** Runs per pass. */
  times: number;
}

const randn = (shape: number[], dtype: Dtype): NdArray => random.randn(...(shape as [number])).astype(dtype);

const CONVS: Record<string, [number[], number[], number, number]> = {
  course: [[100, 3, 31, 31], [25, 3, 3, 3], 2, 1],
  heavy: [[64, 32, 32, 32], [32, 32, 3, 3], 1, 1],
};

function conv(which: string, direction: string, dtype: Dtype, target: number): Case {
  const prepare = () => {
    const [xShape, wShape, stride, pad] = CONVS[which];
    const [x, w, b] = [randn(xShape, dtype), randn(wShape, dtype), randn([wShape[0]], dtype)];
    const forward = () => convForwardFast(x, w, b, { stride, pad });
    if (direction === "forward") return () => forward()[0].data;
    const [out, cache] = forward();
    const dout = randn(out.shape, dtype);
    return () => convBackwardFast(dout, cache).map((gradient) => gradient.data);
  };
  const peer = `conv ${which} ${direction} ${dtype}`;
  return { title: peer, target, peer, numpy: peer, prepare, times: which === "course" ? 15 : 4 };
}

function matmul(m: number, k: number, n: number, dtype: Dtype): Case {
  const prepare = () => {
    const [a, b] = [randn([m, k], dtype), randn([k, n], dtype)];
    return () => a.matmul(b).data;
  };
  const peer = `matmul ${m} ${k} ${n} ${dtype}`;
  return { title: peer, target: 1.1, peer, numpy: peer, prepare, times: m === 1024 ? 4 : 20 };
}

function convNet(dtype: Dtype, target: number): Case {
  const prepare = () => {
    const sizes = {
      inputDim: [3, 32, 32] as [number, number, number],
      filters: 32,
      filterSize: 7,
      hidden: 500,
      classes: 10,
    };
    const net = new ThreeLayerConvNet(sizes, dtype, 1e-3);
    const trainer = new AdamTrainer(net.params);
    const [x, y] = [randn([50, 3, 32, 32], dtype), random.randint(0, 10, 50)];
    return () => {
      const [loss, grads] = net.loss(x, y);
      trainer.update(grads);
      return loss;
    };
  };
  return { title: `step of ThreeLayerConvNet ${dtype}`, target, peer: `convnet ${dtype}`, prepare, times: 6 };
}

function fullyConnected(): Case {
  const prepare = () => {
    const net = new FullyConnectedNet([3072, 100, 100, 100, 100, 100, 10], "float64");
    const [x, y] = [randn([100, 3072], "float64"), random.randint(0, 10, 100)];
    return () => net.step(x, y, 1e-3);
  };
  return { title: "step of FullyConnectedNet float64", target: 1.2, peer: "fc float64", prepare, times: 20 };
}

function rnn(): Case {
  const prepare = () => {
    const net = new CaptioningRnn(512, 256, 512, 1004, "float32");
    const trainer = new AdamTrainer(net.params);
    const [features, captions] = [randn([25, 512], "float32"), random.randint(0, 1004, [25, 17])];
    return () => {
      const [loss, grads] = net.loss(features, captions);
      trainer.update(grads);
      return loss;
    };
  };
  return { title: "step of captioning RNN float32", target: 0.9, peer: "rnn float32", prepare, times: 6 };
}

function lstm(): Case {
  const prepare = () => {
    const net = new LstmClassifier(3, 128, 6, "float64");
    const [x, y] = [randn([32, 150, 3], "float64"), random.randint(0, 6, 32)];
    return () => {
      const [loss, grads] = net.loss(x, y);
      for (const name in grads) net.params[name] = net.params[name].sub(grads[name].mul(1e-3));
      return loss;
    };
  };
  return { title: "step of LSTM float64", target: 1.5, peer: "lstm float64", prepare, times: 3 };
}

/** The course's check of every parameter by central differences: two losses for each number. */
function gradientCheck(): Case {
  const prepare = () => {
    const net = new ThreeLayerConvNet(
      { inputDim: [3, 16, 16], filters: 3, filterSize: 3, hidden: 7, classes: 10 },
      "float64",
      0,
    );
    const [x, y] = [randn([2, 3, 16, 16], "float64"), random.randint(0, 10, 2)];
    return () => {
      for (const w of Object.values(net.params)) {
        const { data } = w;
        for (let i = 0; i < data.length; i++) {
          const old = data[i];
          data[i] = old + 1e-5;
          net.loss(x, y, false);
          data[i] = old - 1e-5;
          net.loss(x, y, false);
          data[i] = old;
        }
      }
    };
  };
  return { title: "gradient check of ThreeLayerConvNet", target: 1.5, peer: "gradientcheck", prepare, times: 1 };
}

function naive(): Case {
  const prepare = () => {
    const [x, w, b] = [randn([4, 3, 31, 31], "float64"), randn([5, 3, 3, 3], "float64"), randn([5], "float64")];
    return () => convForwardNaive(x, w, b, 2, 1);
  };
  return {
    title: "naive convolution, plain loops",
    target: 1 / 30,
    peer: "naive",
    against: "numpy",
    prepare,
    times: 1,
  };
}

/** The rows, in the order of the targets. */
export function cases(): Case[] {
  const dtypes: Dtype[] = ["float32", "float64"];
  return [
    ...dtypes.flatMap((dtype) => [conv("course", "forward", dtype, 1.3), conv("course", "backward", dtype, 1.3)]),
    ...dtypes.flatMap((dtype) =>
      ["forward", "backward"].map((way) => conv("heavy", way, dtype, dtype === "float32" ? 1.0 : 0.6)),
    ),
    ...dtypes.flatMap((dtype) => [matmul(1024, 1024, 1024, dtype), matmul(100, 3072, 100, dtype)]),
    convNet("float32", 1.0),
    convNet("float64", 0.7),
    fullyConnected(),
    rnn(),
    lstm(),
    gradientCheck(),
    naive(),
  ];
}
