import type { Dtype } from "./dtype.ts";
import type { View } from "./view.ts";

/** Digits after the point. */
const PRECISION = 8;

type Format = (value: number) => string;

/**
 * How to print single elements so that all of them align.
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/arrayprint.py (FloatingFormat)
 */
export function formatterOf(dtype: Dtype, shown: View): Format {
  const values = Array.from(shown.data.subarray(shown.offset, shown.offset + shown.size));
  if (dtype === "bool") return (value) => (value !== 0 ? " True" : "False");
  if (dtype === "int32" || dtype === "uint8") return aligned(values, (value) => String(value));
  return floatFormat(values, dtype === "float32");
}

function aligned(values: number[], text: Format): Format {
  const width = Math.max(0, ...values.map((value) => text(value).length));
  return (value) => text(value).padStart(width);
}

function floatFormat(values: number[], single: boolean): Format {
  const finite = values.filter(Number.isFinite);
  const parts = needsExponent(finite, single) ? exponentFormat(finite, single) : pointFormat(finite, single);
  const named = values.length > finite.length ? Math.max(...values.map(nameLength)) : 0;
  const width = Math.max(parts.left + 1 + parts.right, named);
  return (value) => (Number.isFinite(value) ? parts.text(value) : nameOf(value)).padStart(width);
}

function nameOf(value: number): string {
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

/** NumPy keeps three places for nan and inf, four where -inf occurs. */
function nameLength(value: number): number {
  return value === Number.NEGATIVE_INFINITY ? 4 : 3;
}

/** Very large, very small or very different numbers are printed with exponents. */
function needsExponent(finite: number[], single: boolean): boolean {
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const largest = sizes.reduce((a, b) => Math.max(a, b));
  const smallest = sizes.reduce((a, b) => Math.min(a, b));
  return largest >= (single ? 1e6 : 1e8) || smallest < 0.0001 || largest / smallest > 1000;
}

interface Columns {
  /** Characters before the point. */
  left: number;
  /** Characters after the point. */
  right: number;
  text: Format;
}

function pointFormat(finite: number[], single: boolean): Columns {
  const texts = finite.map((value) => pointText(value, single));
  const right = Math.max(0, ...texts.map((text) => text.length - text.indexOf(".") - 1));
  const left = Math.max(0, ...texts.map((text) => text.indexOf(".")));
  const text = (value: number) => {
    const short = pointText(value, single);
    return short + " ".repeat(Math.max(0, right - (short.length - short.indexOf(".") - 1)));
  };
  return { left, right, text };
}

function exponentFormat(finite: number[], single: boolean): Columns {
  const parsed = finite.map((value) => scientific(value, single, PRECISION));
  const digits = Math.max(0, ...parsed.map(({ mantissa }) => mantissa.split(".")[1].length));
  const exponentWidth = Math.max(2, ...parsed.map(({ exponent }) => String(Math.abs(exponent)).length));
  const left = Math.max(0, ...parsed.map(({ mantissa }) => mantissa.indexOf(".")));
  const text = (value: number) => {
    const { mantissa, exponent } = exactScientific(value, digits);
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(exponentWidth, "0")}`;
  };
  return { left, right: digits + 2 + exponentWidth, text };
}

/** The fewest digits that still tell this number from its neighbours. */
export function shortest(value: number, single: boolean): string {
  if (!single) return String(value);
  for (let digits = 1; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toPrecision(9);
}

/** With a point, at most 8 digits behind it, none of them a closing zero. */
export function pointText(value: number, single: boolean): string {
  const sign = signOf(value);
  const size = Math.abs(value);
  const { digits, exponent } = decimal(shortest(size, single));
  const fractionDigits = Math.max(0, digits.length - 1 - exponent);
  if (fractionDigits > PRECISION) return sign + trimZeros(fixedHalfEven(size, PRECISION));
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, "0");
  return `${sign}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`;
}

function trimZeros(text: string): string {
  return text.replace(/0+$/, "");
}

/** Digits without point and zeros, and the exponent of the first of them. */
function decimal(text: string): { digits: string; exponent: number } {
  const [mantissa, power] = text.split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  const lead = all.search(/[1-9]/);
  if (lead < 0) return { digits: "0", exponent: 0 };
  return { digits: all.slice(lead).replace(/0+$/, ""), exponent: whole.length - 1 - lead + Number(power ?? 0) };
}

/** As toFixed, but a number exactly in the middle goes to the even neighbour. */
function fixedHalfEven(size: number, digits: number): string {
  return halfEven(size.toFixed(digits), size.toFixed(60), digits);
}

/** `rounded` has `digits` behind the point; `exact` all of them. */
function halfEven(rounded: string, exact: string, digits: number): string {
  const end = exact.indexOf(".") + 1 + digits;
  if (!/^50*(e|$)/.test(exact.slice(end))) return rounded;
  const down = exact.slice(0, end);
  return Number(down.at(-1)) % 2 === 0 ? down + exact.slice(end).replace(/^\d*/, "") : rounded;
}

interface Scientific {
  mantissa: string;
  exponent: number;
}

/** One digit before the point, behind it as many as are needed, at most `most`. */
function scientific(value: number, single: boolean, most: number): Scientific {
  const { digits, exponent } = decimal(shortest(Math.abs(value), single));
  if (digits.length - 1 > most) {
    const cut = exactScientific(value, most);
    return { mantissa: trimZeros(cut.mantissa), exponent: cut.exponent };
  }
  return { mantissa: `${signOf(value)}${digits[0]}.${digits.slice(1)}`, exponent };
}

/** One digit before the point, `count` behind it, also such as say nothing: NumPy fills columns with the number's own digits. */
function exactScientific(value: number, count: number): Scientific {
  const size = Math.abs(value);
  const [mantissa, power] = halfEven(size.toExponential(count), size.toExponential(60), count).split("e");
  const pointed = mantissa.includes(".") ? mantissa : `${mantissa}.`;
  return { mantissa: signOf(value) + pointed, exponent: Number(power) };
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}
