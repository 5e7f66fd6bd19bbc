/** Hears the verdicts of one check cell and keeps them in order. */
import { RandomState } from "gradlab/lib";
import type { Listener, Verdict } from "../check/verdict.ts";
import { MembraneFailure, StudentError } from "../membrane/failures.ts";
import { seedWords } from "./seeds.ts";

export interface Recorded extends Verdict {
  hidden: boolean;
}

/** CPU time and peak memory of the process that runs the student's code. */
export interface Meter {
  cpuMs(): number;
  peakMb(): number;
  /** True where the student's names are the reference itself: its errors are plain ones. */
  inProcess?: boolean;
}

export class Recorder implements Listener {
  readonly verdicts: Recorded[] = [];
  hidden = false;
  private readonly meter: Meter;
  private readonly seed: number;
  private readonly cell: string;
  private streams = 0;

  /** @param cell the check cell's grade_id */
  constructor(meter: Meter, seed: number, cell: string) {
    this.meter = meter;
    this.cell = cell;
    this.seed = seed;
  }

  verdict(verdict: Verdict): void {
    this.verdicts.push({ ...verdict, hidden: this.hidden });
  }

  /** Only what the student's code throws may be judged; our own mistakes and a lost process may not. */
  isFatal(error: unknown): boolean {
    if (this.meter.inProcess) return false;
    return error instanceof MembraneFailure || !(error instanceof StudentError);
  }

  hide(hidden: boolean): void {
    this.hidden = hidden;
  }

  cpuMs(): number {
    return this.meter.cpuMs();
  }

  peakMb(): number {
    return this.meter.peakMb();
  }

  /** A stream of fresh numbers: the n-th of a check cell is drawn from the question's seed, the cell and n. */
  random(): RandomState {
    return new RandomState(seedWords(this.seed, `${this.cell} ${++this.streams}`));
  }
}
