/**
 * Grades the sample class of an assignment and holds every sample to what it must get: the reference everything, the empty
 * release nothing, each mutant everything but the questions it names, no cheat a point that it did not earn, no answer without
 * thought a point at all.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Grader, openGrader } from "../grade/grade-submission.ts";
import type { IsolationLevel } from "../grade/result.ts";
import { makeSamples, type Sample, thoughtlessSamples, writeSamples } from "../samples/index.ts";
import type { IsolationWish } from "../sandbox/choose.ts";
import type { Assignment } from "../source/index.ts";
import { judgeSample } from "./judge.ts";

export interface VerifyOptions {
  /** Grading processes; as many as cores where left out. */
  jobs?: number;
  isolation?: IsolationWish;
  /** Only the samples whose name this matches. */
  only?: RegExp;
  /** Seed of the fresh inputs; drawn where left out. */
  seed?: number;
  /** Told of each sample as it is done. */
  onSample?: (verdict: SampleVerdict) => void;
}

export interface SampleVerdict {
  student: string;
  why: string;
  ok: boolean;
  /** What came out otherwise than it must, one sentence each. */
  wrong: string[];
  points: number;
  max: number;
  /** CPU seconds of the student's processes. */
  cpuSeconds: number;
  /** It ran out of time beside others, which may be the machine's doing: it is graded once more, alone. */
  late: boolean;
}

export interface Verified {
  ok: boolean;
  isolation: IsolationLevel;
  /** In the order of the sample class. */
  samples: SampleVerdict[];
}

/**
 * Makes, grades and judges the sample class.
 * @throws Error in words, where the samples do not fit the source or this machine cannot shut code in
 */
export async function verify(assignment: Assignment, options: VerifyOptions = {}): Promise<Verified> {
  const { only = /./, jobs, isolation } = options;
  const all = [...makeSamples(assignment), ...thoughtlessSamples(assignment)];
  const samples = all.filter(({ student }) => only.test(student));
  const folder = mkdtempSync(join(tmpdir(), "gradlab-verify-"));
  const grader = openGrader({ folder: assignment.folder, jobs, isolation, runUnanswered: true, reuse: true });
  try {
    const paths = writeSamples(samples, assignment, folder);
    const verdicts = await Promise.all(samples.map((sample, at) => gradeSample(grader, sample, paths[at], options)));
    for (const [at, { late }] of verdicts.entries())
      if (late) verdicts[at] = await gradeSample(grader, samples[at], paths[at], { ...options, again: true });
    return { ok: verdicts.every(({ ok }) => ok), isolation: grader.level, samples: verdicts };
  } finally {
    grader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function gradeSample(
  grader: Grader,
  { student, why, expects }: Sample,
  path: string,
  { seed, onSample, again = false }: VerifyOptions & { again?: boolean },
): Promise<SampleVerdict> {
  const graded = await grader.grade({ student, file: basename(path), path, seed });
  const wrong = graded.ok ? judgeSample(expects, graded.result) : [graded.reason];
  const { points = 0, max = 0, questions = [] } = graded.ok ? graded.result : {};
  const cpuSeconds = questions.reduce((sum, { cpuMs }) => sum + cpuMs / 1000, 0);
  const late = !again && wrong.length > 0 && questions.some(({ outcome }) => outcome === "timeout");
  const verdict = { student, why, ok: wrong.length === 0, wrong, points, max, cpuSeconds, late };
  if (!late) onSample?.(verdict);
  return verdict;
}
