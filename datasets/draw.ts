/** A seeded stream of draws for the synthetic stand-ins: small, fast, and the same on every machine. */

// Taken out of Math once: in a vm context (jest, a sandbox) every look-up of a global costs more than the draw.
const { floor, imul, log, sqrt } = Math;

/**
 * Private random stream (mulberry32 for uniforms, the polar method for normals).
 *
 * The course's own randomness is `random` of gradlab/lib, exact to NumPy; this one only fills made-up data sets,
 * where 20 million draws must not take longer than reading a file would.
 */
export class Draw {
  #state: number;
  #spare = 0;
  #hasSpare = false;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A uniform number in [low, high). */
  uniform(low = 0, high = 1): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + (((t ^ (t >>> 14)) >>> 0) / 4294967296) * (high - low);
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
