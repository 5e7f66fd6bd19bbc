/**
 * The natural logarithm rounded to the nearest double in all but about one of ten thousand cases, for numbers from (0, 1).
 *
 * NumPy's normal numbers go through the C library's log, which rounds that well; V8's Math.log is off by one unit in the last place
 * for three numbers in a hundred, and so would `randn` be.
 *
 * log x = k log 2 + log c + log(1 + r) with x = 2^k z and r = z / c - 1: 1/c has ten bits, so that r is had exactly as a sum of two
 * doubles, and the terms up to r^2 are carried with twice the digits.
 *
 * @see Tang: Table-driven implementation of the logarithm function, ACM TOMS 16 (1990)
 */
export function accurateLog(x: number): number {
  const { inverse, high, low } = table();
  word64[0] = x;
  const top = word32[1] - BASE;
  const i = (top >> 13) & 127;
  const k = top >> 20;
  word32[1] -= top & 0xfff00000;
  const z = word64[0];
  const zHigh = Math.fround(z);
  const c = inverse[i];
  const partHigh = zHigh * c - 1;
  const partLow = (z - zHigh) * c;
  const r = partHigh + partLow;
  const rLow = partHigh - r + partLow;
  const split = 134217729 * r;
  const a = split - (split - r);
  const b = r - a;
  const square = r * r;
  const squareLow = a * a - square + 2 * a * b + b * b;
  const head = k * LN2_HIGH + high[i];
  const first = head + r;
  const firstLow = head - first + r;
  const second = first - 0.5 * square;
  const secondLow = first - second - 0.5 * square;
  const tail = r * square * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 - r / 8)))));
  const small = tail + (low[i] + k * LN2_LOW) - r * rLow - 0.5 * squareLow + rLow;
  return second + (secondLow + firstLow + small);
}

/** The upper word of the smallest z, 0.6875: below 1 the table's steps are 1/256, above 1/128. */
const BASE = 0x3fe60000;

/** log 2 as a multiple of 2^-42, so that k log 2 is exact, and the rest. */
const LN2_HIGH = 3048493539143 / 2 ** 42;
const LN2_LOW = 5.497923018708371e-14;

/** Where a number is taken apart; nothing stays in it between calls. */
const word64 = new Float64Array(1);
const word32 = new Int32Array(word64.buffer);

interface Table {
  /** 1 / c, rounded to ten bits. */
  inverse: Float64Array;
  /** log c as a multiple of 2^-42. */
  high: Float64Array;
  /** The rest of log c. */
  low: Float64Array;
}

/** Worked out at the first call, a memo. */
const memo: { table?: Table } = {};

function table(): Table {
  memo.table ??= makeTable();
  return memo.table;
}

function makeTable(): Table {
  const made = { inverse: new Float64Array(128), high: new Float64Array(128), low: new Float64Array(128) };
  for (let i = 0; i < 128; i++) {
    const start = i < 80 ? 0.6875 + i / 256 : 1 + (i - 80) / 128;
    const middle = start + (i < 80 ? 1 / 512 : 1 / 256);
    const bits = i === 79 || i === 80 ? 1024 : Math.round(1024 / middle);
    const log = -logOfRatio(bits, 1024);
    const high = log >> BigInt(SCALE - 42);
    made.inverse[i] = bits / 1024;
    made.high[i] = Number(high) / 2 ** 42;
    made.low[i] = Number(log - (high << BigInt(SCALE - 42))) / 2 ** SCALE;
  }
  return made;
}

const SCALE = 160;

/** log(a / b) times 2^160: twice the series of artanh((a - b) / (a + b)). */
function logOfRatio(a: number, b: number): bigint {
  const [above, below] = [BigInt(a - b), BigInt(a + b)];
  let power = (above << BigInt(SCALE)) / below;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * above * above) / (below * below);
  }
  return 2n * sum;
}
