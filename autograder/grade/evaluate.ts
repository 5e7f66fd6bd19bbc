/** Runs one check cell in this process; the student's names are whatever `student` gives: proxies, or the reference itself. */
import { join } from "node:path";
import { readNotebook, toModule } from "gradlab/kernel/notebook";
import { random } from "gradlab/lib";
import { makeCheck } from "../check/vocabulary.ts";
import type { Assignment, Question, SourceCell } from "../source/index.ts";
import { type CheckModule, checkModule, referenceCode, STUDENT_MODULE } from "./cells.ts";
import { type Namespace, runModule } from "./modules.ts";
import { type Meter, Recorder } from "./recorder.ts";
import { seedWords } from "./seeds.ts";

export interface Evaluated {
  recorder: Recorder;
  /** What the cell threw; undefined where it ran to its end. */
  thrown?: unknown;
}

/** The check cells of one assignment, compiled once, and its reference, loaded when first asked for. */
export class Evaluator {
  readonly assignment: Assignment;
  private readonly compiled = new Map<number, CheckModule>();
  private readonly companions = new Map<string, Promise<Namespace>>();
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

  /** The student's names that a question's checks use. */
  names({ checks }: Question): string[] {
    return [...new Set(checks.flatMap((check) => this.module(check).names))];
  }

  reference(): Promise<Namespace> {
    this.loadedReference ??= runModule(referenceCode(this.assignment), "reference.ts", {});
    return this.loadedReference;
  }

  /**
   * An instructor's notebook that the source imports, such as the layers of an earlier assignment; the path is relative to the
   * assignment's folder.
   */
  private companion(specifier: string): Promise<Namespace> {
    const known = this.companions.get(specifier);
    if (known) return known;
    const { code } = toModule(readNotebook(join(this.assignment.folder, specifier)).cells);
    const loaded = runModule(code, specifier, {});
    this.companions.set(specifier, loaded);
    return loaded;
  }

  /** The notebooks among the imports of a check cell, loaded. */
  private async notebooks({ imports }: CheckModule): Promise<Record<string, Namespace>> {
    const names = imports.filter((name) => name.startsWith(".") && name.endsWith(".ipynb"));
    const loaded = await Promise.all(names.map((name) => this.companion(name)));
    return Object.fromEntries(names.map((name, at) => [name, loaded[at]]));
  }

  async run(check: SourceCell, student: Namespace, meter: Meter, seed: number): Promise<Evaluated> {
    const recorder = new Recorder(meter, seed, check.gradeId!);
    random.seed(seedWords(seed, `${check.gradeId} shared`));
    const module = this.module(check);
    const given = {
      ...(await this.notebooks(module)),
      "gradlab/check": { check: makeCheck(recorder), reference: () => this.reference() },
      [STUDENT_MODULE]: student,
    };
    try {
      await runModule(module.code, `${check.gradeId}.ts`, given);
      return { recorder };
    } catch (thrown) {
      return { recorder, thrown };
    }
  }
}
