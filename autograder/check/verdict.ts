/** What one check found out, whoever hears it. */
import type { RandomState } from "gradlab/lib";
import type { CheckKind } from "../grade/result.ts";

export interface Verdict {
  label: string;
  kind: CheckKind;
  /** What was asked, in words, without inputs. */
  asked: string;
  passed: boolean;
  /** The figure found (a relative error, an accuracy); null where there is none or it is not finite. */
  found: number | null;
  tolerance: number | null;
  /** Why it failed, in words; null where it passed. */
  message: string | null;
  hint: string | null;
  weight: number;
}

/** What every check takes besides its own options. */
export interface CheckOptions {
  /** Shown where the check fails. */
  hint?: string;
  /** Its share of the cell's points, relative to the cell's other checks; 1 where left out. */
  weight?: number;
}

/** Hears verdicts: the notebook prints or throws, the grader records. */
export interface Listener {
  verdict(verdict: Verdict): void;
  /** A thunk's failure that no check may judge (the student's process is gone): thrown on. */
  isFatal(error: unknown): boolean;
  /** CPU time of the student's code so far, milliseconds. */
  cpuMs(): number;
  /** Peak memory of the student's code so far, megabytes. */
  peakMb(): number;
  /** A stream of random numbers of its own: in grading from the run's secret seed, in a notebook from entropy. */
  random(): RandomState;
  /** The checks that follow are hidden (or public again). */
  hide(hidden: boolean): void;
}
