/**
 * The check vocabulary: ordinary functions that a check cell calls. The same text runs in a student's notebook, where a
 * failed check throws, and in the trusted process, where verdicts are recorded and the cell goes on.
 */

import { accuracyVerdict } from "./accuracy.ts";
import { budgetVerdict } from "./budget.ts";
import { flatten, mismatch, relativeError, shapeText, typeOf } from "./compare.ts";
import { sameData } from "./same.ts";
import type { CheckOptions, Listener, Verdict } from "./verdict.ts";

type Partly = Pick<Verdict, "label" | "kind" | "asked"> & Partial<Verdict>;

/** Completes a verdict: passed where there is no message. */
export function verdictOf(partly: Partly, { hint, weight }: CheckOptions = {}): Verdict {
  const message = partly.message ?? null;
  const found = Number.isFinite(partly.found) ? partly.found! : null;
  return {
    tolerance: null,
    ...partly,
    found,
    message,
    passed: message === null,
    hint: hint ?? null,
    weight: weight ?? 1,
  };
}

/** The vocabulary, told to `listener`. */
export function makeCheck(listener: Listener) {
  const tell = (partly: Partly, options?: CheckOptions) => listener.verdict(verdictOf(partly, options));

  const compared = (
    kind: "close" | "golden",
    label: string,
    actual: unknown,
    expected: unknown,
    options: CloseOptions,
  ) => {
    const { tol = 1e-8 } = options;
    const wanted = flatten(expected);
    if (!wanted) throw new TypeError(`check.${kind}: expected an array or a number to compare "${label}" with`);
    const got = flatten(actual);
    const asked = `relative error <= ${tol}, ${wanted.shape.length ? `shape ${shapeText(wanted.shape)}` : "a number"}`;
    const wrong = mismatch(got, wanted, actual);
    const found = wrong === undefined ? relativeError(got!.values, wanted.values) : null;
    const message = wrong ?? (found! <= tol ? null : `relative error ${found!.toExponential(2)} is above ${tol}`);
    tell({ label, kind, asked, found, tolerance: tol, message }, options);
  };

  return {
    /** max |x - y| / max(1e-8, |x| + |y|) <= tol over the shape of `expected`; shape, dtype kind and finiteness first. */
    close: (label: string, actual: unknown, expected: unknown, options: CloseOptions = {}) =>
      compared("close", label, actual, expected, options),

    /** As `close`, against figures written out in the cell (a nested list or a number). */
    golden: (label: string, actual: unknown, figures: unknown, options: CloseOptions = {}) =>
      compared("golden", label, actual, figures, options),

    /** The shape alone. */
    shape(label: string, actual: unknown, shape: number[], options?: CheckOptions) {
      const got = flatten(actual);
      const same = got && got.shape.length === shape.length && got.shape.every((n, i) => n === shape[i]);
      const message = same
        ? null
        : `expected shape ${shapeText(shape)}, got ${got ? shapeText(got.shape) : typeOf(actual)}`;
      tell({ label, kind: "shape", asked: `shape ${shapeText(shape)}`, message }, options);
    },

    /** The same plain data: numbers by value (NaN equals nothing), texts, lists, records, arrays element by element. */
    equal(label: string, actual: unknown, expected: unknown, options?: CheckOptions) {
      const message = sameData(actual, expected) ? null : "it is not equal to what was expected";
      tell({ label, kind: "equal", asked: "equal", message }, options);
    },

    /** low <= value <= high. */
    within(label: string, value: unknown, low: number, high: number, options?: CheckOptions) {
      const inside = typeof value === "number" && value >= low && value <= high;
      const message = inside ? null : `expected a number from ${low} to ${high}, got ${numberText(value)}`;
      tell({ label, kind: "within", asked: `from ${low} to ${high}`, found: value as number, message }, options);
    },

    /** value >= min. */
    atLeast(label: string, value: unknown, min: number, options?: CheckOptions) {
      const enough = typeof value === "number" && value >= min && Number.isFinite(value);
      const message = enough ? null : `expected at least ${min}, got ${numberText(value)}`;
      tell(
        { label, kind: "atLeast", asked: `at least ${min}`, found: value as number, tolerance: min, message },
        options,
      );
    },

    /** The share of predictions that equal their labels, against a threshold less its noise margin (see accuracy.ts). */
    accuracy(label: string, predictions: unknown, labels: unknown, options: AccuracyOptions) {
      tell(accuracyVerdict(label, predictions, labels, options), options);
    },

    /** The call throws. In the grader, only what the student's code throws counts. */
    throws(label: string, work: () => unknown, options: CheckOptions & { message?: RegExp } = {}) {
      const thrown = caught(work, listener);
      const right = thrown !== undefined && (options.message?.test(thrown) ?? true);
      const message = right
        ? null
        : thrown === undefined
          ? "expected it to throw"
          : "it threw another message than asked";
      tell({ label, kind: "throws", asked: "it throws", message }, options);
    },

    /** Any condition, with the words to say where it does not hold. */
    that(label: string, condition: unknown, message = "the condition does not hold", options?: CheckOptions) {
      tell({ label, kind: "that", asked: label, message: condition === true ? null : message }, options);
    },

    /** Runs the work and judges the CPU seconds and megabytes that the student's code took. */
    budget<T>(label: string, work: () => T, options: BudgetOptions): T {
      const { verdict, value } = budgetVerdict(label, work, options, listener);
      tell(verdict, options);
      return value;
    },

    /** Fresh random numbers for inputs: another stream in every run of the grader, recorded with the result. */
    random: () => listener.random(),

    /** Marks what follows as hidden; the grader puts these calls where the markers of hidden tests stand. */
    hide: (hidden: boolean) => listener.hide(hidden),
  };
}

export interface CloseOptions extends CheckOptions {
  /** Largest relative error; 1e-8 where left out. */
  tol?: number;
}

export interface AccuracyOptions extends CheckOptions {
  /** Least share of right predictions, 0 to 1. */
  atLeast: number;
  /** How many standard deviations of the evaluation set's noise are granted; 2 where left out. */
  z?: number;
}

export interface BudgetOptions extends CheckOptions {
  seconds?: number;
  megabytes?: number;
}

export type Check = ReturnType<typeof makeCheck>;

function numberText(value: unknown): string {
  return typeof value === "number" ? String(value) : typeOf(value);
}

/** What was thrown, as text; undefined where nothing was. */
function caught(work: () => unknown, listener: Listener): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (listener.isFatal(error)) throw error;
    return String((error as Error)?.message ?? error);
  }
}
