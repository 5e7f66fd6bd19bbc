/** The natural logarithm of any double, to the nearest double as NumPy's is; V8's Math.log misses it for three in a hundred. */
import { accurateLog } from "../random/accurate-log.ts";

const SMALLEST_NORMAL = 2 ** -1022;

/** log x; -inf at 0, NaN below 0. */
export function nearestLog(x: number): number {
  return x >= SMALLEST_NORMAL && x < Infinity ? accurateLog(x) : Math.log(x);
}
