/**
 * Judges stored replies again, after points, tolerances or checks have changed. No student code runs: the check cells ask the
 * same questions from the same seeds, and the answers are those that were stored.
 */
import { ProtocolViolation } from "../membrane/failures.ts";
import { Session } from "../membrane/session.ts";
import { replayTransport, type StoredReply } from "../membrane/transport.ts";
import { makeArray } from "../membrane/wire/make-array.ts";
import type { Question } from "../source/index.ts";
import type { Evaluator } from "./evaluate.ts";
import { endingOfThrown } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import { type CellRecords, frame } from "./question.ts";
import type { Recorded } from "./recorder.ts";
import type { QuestionResult, SubmissionResult } from "./result.ts";
import { seedWords } from "./seeds.ts";
import { bindNames } from "./student.ts";

export interface RegradeJob {
  evaluator: Evaluator;
  plan: Plan;
  before: SubmissionResult;
  /** By question. */
  replies: ReadonlyMap<string, StoredReply[]>;
}

/** The new result, or in words why the stored replies do not answer what is asked now. */
export type Regraded = { ok: true; result: SubmissionResult } | { ok: false; reason: string };

export async function regrade(job: RegradeJob): Promise<Regraded> {
  const { evaluator, before } = job;
  const { questions: asked, points: max } = evaluator.assignment;
  if (before.rejected !== null) return { ok: true, result: { ...before, max } };
  const questions: QuestionResult[] = [];
  for (const question of asked) {
    const old = before.questions.find(({ id }) => id === question.id);
    const judged = old && (await regradeQuestion(job, question, old));
    if (!judged)
      return { ok: false, reason: `${question.id} asks something that was not asked before; use \`grade --again\`` };
    questions.push(judged);
  }
  const points = Math.round(questions.reduce((sum, question) => sum + question.points, 0) * 1e6) / 1e6;
  return { ok: true, result: { ...before, questions, points, max, gradedAt: new Date().toISOString() } };
}

/** The question judged again; undefined where its stored replies do not suffice. */
async function regradeQuestion(
  job: RegradeJob,
  question: Question,
  old: QuestionResult,
): Promise<QuestionResult | undefined> {
  if (question.manual) return { ...old, max: question.points };
  const { id, seed, isolation, outcome, error } = old;
  const frameJob = { question, plan: job.plan, seed, sandbox: { level: isolation } };
  const same = { replies: old.replies, output: old.output, wallMs: old.wallMs, cpuMs: old.cpuMs, peakMb: old.peakMb };
  if (outcome === "violation" || outcome === "missing")
    return { ...frame(frameJob, { outcome, error }, new Map()), ...same };
  const stored = job.replies.get(id);
  if (!stored) return undefined;
  const run = await replay(job.evaluator, question, old, stored);
  return run && { ...frame(frameJob, run.ending, run.records), ...same };
}

async function replay(evaluator: Evaluator, question: Question, old: QuestionResult, stored: StoredReply[]) {
  const session = new Session({ transport: replayTransport(stored), makeArray });
  const records: CellRecords = new Map();
  let thrownLast: unknown;
  try {
    const bound = bindNames(session, [], evaluator.names(question), seedWords(old.seed, "student"));
    for (const check of question.checks) {
      const { recorder, thrown } = await evaluator.run(check, bound, NO_METER, old.seed);
      records.set(check.gradeId!, withOldBudgets(recorder.verdicts, old));
      thrownLast = thrown ?? thrownLast;
      if (session.ended) break;
    }
  } catch (thrown) {
    thrownLast = thrown;
  }
  // The replies end where the process ended; anywhere else, or out of step, other questions were asked.
  const processEnded = old.outcome !== "graded" && old.outcome !== "error";
  if (session.ended instanceof ProtocolViolation || (session.ended && !processEnded)) return undefined;
  const told = { outcome: old.outcome, error: old.error };
  const ending = session.ended ? told : thrownLast === undefined ? GRADED : endingOfThrown(thrownLast);
  return { records, ending };
}

const GRADED = { outcome: "graded", error: null } as const;
const NO_METER = { cpuMs: () => 0, peakMb: () => 0 };

/** Time and memory cannot be measured again: the figures are the stored ones, the limits the new ones. */
function withOldBudgets(verdicts: readonly Recorded[], old: QuestionResult): Recorded[] {
  return verdicts.map((verdict) => {
    if (verdict.kind !== "budget") return verdict;
    const known = old.checks.find(({ kind, label }) => kind === "budget" && label === verdict.label);
    const found = known?.found ?? null;
    const held = known?.passed === true || (found !== null && verdict.tolerance !== null && found <= verdict.tolerance);
    return { ...verdict, found, passed: held, message: held ? null : (known?.message ?? "it was not measured") };
  });
}
