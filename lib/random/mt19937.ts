/**
 * The Mersenne Twister MT19937: 32 random bits at a time, period 2^19937 - 1.
 * @see Matsumoto, Nishimura: Mersenne Twister, ACM TOMACS 8 (1998), http://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/emt.html
 */
export class Mt19937 {
  /** The 624 words of the state. */
  readonly key = new Uint32Array(624);
  /** How many of them are used up. */
  pos = 624;

  /** Starts from one 32-bit number (the reference code's init_genrand). */
  seed(seed: number): void {
    const { key } = this;
    key[0] = seed >>> 0;
    for (let i = 1; i < 624; i++) {
      const previous = key[i - 1] ^ (key[i - 1] >>> 30);
      key[i] = Math.imul(1812433253, previous) + i;
    }
    this.pos = 624;
  }

  /** Starts from several 32-bit numbers (the reference code's init_by_array). */
  seedByArray(seeds: ArrayLike<number>): void {
    this.seed(19650218);
    const { key } = this;
    let i = 1;
    const next = () => {
      if (++i < 624) return;
      key[0] = key[623];
      i = 1;
    };
    const mixed = (factor: number) => key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), factor);
    for (let k = 0; k < Math.max(624, seeds.length); k++) {
      const j = k % seeds.length;
      key[i] = mixed(1664525) + (seeds[j] >>> 0) + j;
      next();
    }
    for (let k = 0; k < 623; k++) {
      key[i] = mixed(1566083941) - i;
      next();
    }
    key[0] = 0x80000000;
  }

  /** The next 32 bits as a whole number from 0 to 2^32 - 1. */
  next32(): number {
    if (this.pos === 624) this.refill();
    let y = this.key[this.pos++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** The next 53 bits as a number in [0, 1). */
  nextDouble(): number {
    const high = this.next32() >>> 5;
    const low = this.next32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  private refill(): void {
    const { key } = this;
    for (let i = 0; i < 624; i++) {
      const y = (key[i] & 0x80000000) | (key[i < 623 ? i + 1 : 0] & 0x7fffffff);
      const far = i < 227 ? i + 397 : i - 227;
      key[i] = key[far] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    }
    this.pos = 0;
  }
}
