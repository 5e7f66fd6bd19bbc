/**
 * Seeds of one question's run. Whatever student code is told (its own seed, inputs drawn from one stream) must not lead to
 * any other stream, so each is cut from the run's secret seed by a one-way function.
 */
import { createHash } from "node:crypto";

/** Eight 32-bit words for the stream that serves `purpose`. */
export function seedWords(seed: number, purpose: string): number[] {
  const digest = createHash("sha256").update(`${seed} ${purpose}`).digest();
  return Array.from({ length: 8 }, (_, i) => digest.readUInt32LE(4 * i));
}

/** Secret seeds are drawn below this: too many to try, and whole in JSON. */
export const SEEDS = 2 ** 48 - 1;
