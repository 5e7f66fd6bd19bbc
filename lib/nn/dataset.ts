/** Batches of examples with one-hot targets, for networks built from layers. */
import type { NdArray } from "../nd/array.ts";
import * as nd from "../nd/index.ts";
import { random } from "../random/index.ts";
import type { RandomState } from "../random/random-state.ts";

/** Class numbers (N,) as rows with a single 1: (N, classes). */
export function oneHot(labels: NdArray, classes: number): NdArray {
  const [N] = labels.shape;
  const out = nd.zeros([N, classes]);
  out.put([nd.arange(N), labels], 1);
  return out;
}

/** One split, handed out batch by batch: shuffled anew for every pass where `shuffle` is set, else in order. */
export class Batches {
  readonly X: NdArray;
  readonly Y: NdArray;
  readonly batchSize: number;
  readonly #stream: RandomState | undefined;
  #order: NdArray | undefined;
  #next = 0;

  constructor(X: NdArray, Y: NdArray, options: { batchSize: number; shuffle?: boolean; stream?: RandomState }) {
    if (X.shape[0] !== Y.shape[0]) {
      throw new Error(`Batches: expected as many targets as examples, got ${Y.shape[0]} for ${X.shape[0]}`);
    }
    this.X = X;
    this.Y = Y;
    this.batchSize = Math.min(options.batchSize, Math.max(1, X.shape[0]));
    this.#stream = options.shuffle ? (options.stream ?? random) : undefined;
  }

  /** Batches in one pass; the last one may be smaller. */
  get samplesPerEpoch(): number {
    return Math.ceil(this.X.shape[0] / this.batchSize);
  }

  /** The next batch [X, Y]. */
  sample(): [NdArray, NdArray] {
    const N = this.X.shape[0];
    if (this.#next === 0) this.#order = this.#stream?.permutation(N) as NdArray | undefined;
    const end = Math.min(N, this.#next + this.batchSize);
    const range = `${this.#next}:${end}`;
    const pick = this.#order ? this.#order.slice(range) : range;
    this.#next = end === N ? 0 : end;
    return [this.X.slice(pick), this.Y.slice(pick)];
  }
}

export interface DatasetOptions {
  batchSize?: number;
  /** Number of classes; default: the greatest label + 1. */
  classes?: number;
  /** Shares for training, validation and test. Default [0.7, 0.15, 0.15]. */
  split?: [train: number, validate: number, test: number];
  /** Subtract the training mean of each feature and divide by its standard deviation. Default false. */
  standardize?: boolean;
  /** Draws the split and the order of batches. Default: the global stream. */
  stream?: RandomState;
}

/** Training, validation and test batches of one set. */
export class Dataset {
  readonly train: Batches;
  readonly validate: Batches;
  readonly test: Batches;

  constructor(splits: { train: Batches; validate: Batches; test: Batches }) {
    this.train = splits.train;
    this.validate = splits.validate;
    this.test = splits.test;
  }

  /** Output units that a network for this set needs. */
  get outDim(): number {
    return this.train.Y.shape[1];
  }

  /** Splits examples X (N, ...) with class numbers (N,) at random. Targets are float32 where X is. */
  static fromLabels(X: NdArray, labels: NdArray, options: DatasetOptions = {}): Dataset {
    const { split = [0.7, 0.15, 0.15], batchSize = 32, standardize = false, stream = random } = options;
    const N = X.shape[0];
    const order = stream.permutation(N) as NdArray;
    const ends = [split[0], split[0] + split[1], split[0] + split[1] + split[2]].map((share) => Math.round(share * N));
    const Y = oneHot(labels, options.classes ?? labels.max() + 1).astype(X.dtype === "float32" ? "float32" : "float64");
    const ranges = [
      order.slice(`:${ends[0]}`),
      order.slice(`${ends[0]}:${ends[1]}`),
      order.slice(`${ends[1]}:${ends[2]}`),
    ];
    const scale = standardize ? scalerOf(X.slice(ranges[0])) : (part: NdArray) => part;
    const [train, validate, test] = ranges.map(
      (range, i) => new Batches(scale(X.slice(range)), Y.slice(range), { batchSize, shuffle: i === 0, stream }),
    );
    return new Dataset({ train, validate, test });
  }
}

/** Feature by feature to mean 0 and deviation 1, by the figures of X; features that never change are only centred. */
function scalerOf(X: NdArray): (part: NdArray) => NdArray {
  const mean = X.mean(0);
  const std = X.std(0);
  const divisor = nd.where(std.gt(0), std, 1) as NdArray;
  return (part) => part.sub(mean).div(divisor);
}
