import type { Mt19937 } from "./mt19937.ts";

/** The smallest 2^k - 1 that is not below a 32-bit number. */
function maskOf(most: number): number {
  return most === 0 ? 0 : 0xffffffff >>> Math.clz32(most);
}

/**
 * A whole number from 0 to `most`, each equally likely: bits are drawn until they fall into the range. Ranges above 32 bits take
 * two draws, the high half first.
 * @see https://github.com/numpy/numpy/blob/main/numpy/random/src/distributions/distributions.c (random_interval)
 */
export function drawUpTo(bits: Mt19937, most: number): number {
  if (most === 0) return 0;
  if (most > 0xffffffff) return drawWide(bits, most);
  const mask = maskOf(most) >>> 0;
  let value = (bits.next32() & mask) >>> 0;
  while (value > most) value = (bits.next32() & mask) >>> 0;
  return value;
}

/** Up to 2^53 - 1. */
function drawWide(bits: Mt19937, most: number): number {
  const mask = maskOf(Math.floor(most / 4294967296));
  for (;;) {
    const high = (bits.next32() & mask) >>> 0;
    const value = high * 4294967296 + bits.next32();
    if (value <= most) return value;
  }
}
