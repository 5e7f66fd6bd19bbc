/**
 * What costly code has earned before: `gradlab verify` grades a class of samples that differ in one question each, and a
 * network that trains is not trained again for each of them. Cheap questions are always asked again, with fresh inputs, and
 * so is what did not get all points. Never for students: each is judged by a run of their own.
 */
import type { GradedQuestion, QuestionJob } from "./question.ts";

/** From how much CPU time on a question is costly. */
const COSTLY_MS = 1000;

export class Known {
  private readonly results = new Map<string, GradedQuestion>();

  /** What the same code earned for the same question; undefined where it was not run yet. */
  find(job: QuestionJob): GradedQuestion | undefined {
    const known = this.results.get(keyOf(job));
    return known && { ...known, result: { ...known.result, wallMs: 0, cpuMs: 0 } };
  }

  keep(job: QuestionJob, graded: GradedQuestion): void {
    const { points, max, cpuMs, manual } = graded.result;
    const whole = !manual && points >= max && max > 0;
    if (whole && cpuMs >= COSTLY_MS && !Array.isArray(job.source)) this.results.set(keyOf(job), graded);
  }
}

function keyOf({ question, source }: QuestionJob): string {
  return Array.isArray(source) ? "" : `${question.id}\n${source.code}`;
}
