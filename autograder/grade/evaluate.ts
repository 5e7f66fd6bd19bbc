/** Runs one check cell in this process; the student's names are whatever `student` gives: proxies, or the reference itself. */
import { random } from "gradlab/lib";
import { makeCheck } from "../check/vocabulary.ts";
import type { Assignment, SourceCell } from "../source/index.ts";
import { type CheckModule, checkModule, referenceCode, STUDENT_MODULE } from "./cells.ts";
import { type Namespace, runModule } from "./modules.ts";
import { type Meter, Recorder } from "./recorder.ts";

export interface Evaluated {
  recorder: Recorder;
  /** What the cell threw; undefined where it ran to its end. */
  thrown?: unknown;
}

/** The check cells of one assignment, compiled once, and its reference, loaded when first asked for. */
export class Evaluator {
  readonly assignment: Assignment;
  private readonly compiled = new Map<number, CheckModule>();
  private loadedReference: Promise<Namespace> | undefined;

  constructor(assignment: Assignment) {
    this.assignment = assignment;
  }

  module(check: SourceCell): CheckModule {
    const known = this.compiled.get(check.index);
    if (known) return known;
    const made = checkModule(this.assignment, check);
    this.compiled.set(check.index, made);
    return made;
  }

  reference(): Promise<Namespace> {
    this.loadedReference ??= runModule(referenceCode(this.assignment), "reference.ts", {});
    return this.loadedReference;
  }

  async run(check: SourceCell, student: Namespace, meter: Meter, seed: number): Promise<Evaluated> {
    const recorder = new Recorder(meter, seed);
    random.seed(seed);
    const given = {
      "gradlab/check": { check: makeCheck(recorder), reference: () => this.reference() },
      [STUDENT_MODULE]: student,
    };
    try {
      await runModule(this.module(check).code, `${check.gradeId}.ts`, given);
      return { recorder };
    } catch (thrown) {
      return { recorder, thrown };
    }
  }
}
