/** A seeded stream of draws for the synthetic stand-ins: small, fast, and the same on every machine. */

import { createHash } from "node:crypto";

/**
 * What determines a made data set. Numbers and their texts mean the same; where no one may guess the seed (labels that a
 * student's process must not find out), take several numbers or a long text: any length counts in full.
 */
export type Seed = number | string | readonly number[];

/** The seed of the stand-ins that everyone works with. */
export const DEFAULT_SEED = 231;

/** Elements of a table of noise: a power of 2. */
const NOISES = 65536;

// Taken out of Math once: in a vm context (jest, a sandbox) every look-up of a global costs more than the draw.
const { floor, log, sqrt } = Math;

/**
 * Private random stream: sfc32 for uniforms, the polar method for normals. Its 128-bit state is cut by SHA-256 from the
 * seed and the stream's name, so that one stream of a data set (training images) says nothing of another (test labels).
 *
 * The course's own randomness is `random` of gradlab/lib, exact to NumPy; this one only fills made-up data sets,
 * where 20 million draws must not take longer than reading a file would.
 */
export class Draw {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spare = 0;
  #hasSpare = false;

  /** @param stream the stream's name: streams of other names are unrelated */
  constructor(seed: Seed, stream = "") {
    const digest = createHash("sha256").update(`${seed}/${stream}`).digest();
    [this.#a, this.#b, this.#c] = [0, 4, 8].map((byte) => digest.readInt32LE(byte));
    this.#counter = digest.readInt32LE(12);
  }

  /** A uniform number in [low, high). */
  uniform(low = 0, high = 1): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return low + ((t >>> 0) / 4294967296) * (high - low);
  }

  /** An integer in [0, n). */
  below(n: number): number {
    return floor(this.uniform() * n);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  /** A normal number. */
  normal(mean = 0, std = 1): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return mean + std * this.#spare;
    }
    for (;;) {
      const u = this.uniform(-1, 1);
      const v = this.uniform(-1, 1);
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = sqrt((-2 * log(s)) / s);
      this.#spare = v * scale;
      this.#hasSpare = true;
      return mean + std * u * scale;
    }
  }

  /** A table of standard normal numbers, for pixels that need millions: {@link noiseWalk} goes through it. */
  noiseTable(): Float64Array {
    return Float64Array.from({ length: NOISES }, () => this.normal());
  }

  /** A way through a noise table: where to begin and how far to go each time (odd, so that it visits every place). */
  noiseWalk(): { at: number; step: number; mask: number } {
    return { at: this.below(NOISES), step: 2 * this.below(NOISES / 2) + 1, mask: NOISES - 1 };
  }

  /** The integers 0 to n-1 in random order (Fisher-Yates). */
  permutation(n: number): number[] {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}
