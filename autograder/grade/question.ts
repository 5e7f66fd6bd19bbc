/** Grades one question: one fresh process for the student's code, the question's check cells here. */

import type { StoredReply } from "../membrane/transport.ts";
import type { ViewPath } from "../sandbox/view.ts";
import type { Question, SourceCell } from "../source/index.ts";
import type { Compiler } from "./compile.ts";
import type { Evaluator } from "./evaluate.ts";
import { limitsOf } from "./limits-of.ts";
import type { Namespace } from "./modules.ts";
import { type Ending, endingOfProcess, endingOfThrown } from "./outcome.ts";
import { judge, type Plan } from "./plan.ts";
import type { Recorded } from "./recorder.ts";
import type { CheckResult, QuestionResult } from "./result.ts";
import { seedWords } from "./seeds.ts";
import { type Source, Student, type StudentOptions } from "./student.ts";
import { withheldOf } from "./withheld.ts";

export interface QuestionJob {
  question: Question;
  evaluator: Evaluator;
  plan: Plan;
  /** The submission's code as far as this question needs it. */
  source: Source;
  seed: number;
  sandbox: Shelter;
  /** The process that compiled the submission, for the first question that one like it is right for. */
  compiler?: Compiler;
  /** Stands between the checks and the student's exports (see control.ts). */
  wrap?(bound: Namespace): Namespace;
}

/** How student code is shut in on this machine. */
export interface Shelter extends Omit<StudentOptions, "limits" | "paths"> {
  paths: ViewPath[];
  /** The same with the native engine, for questions that train. */
  nativePaths: ViewPath[];
}

export interface GradedQuestion {
  result: QuestionResult;
  replies: StoredReply[];
}

/** What the check cells recorded, by grade_id; a cell that was not reached is missing. */
export type CellRecords = Map<string, Recorded[]>;

export async function gradeQuestion(job: QuestionJob): Promise<GradedQuestion> {
  const { question, evaluator, sandbox, seed } = job;
  if (question.manual) return manual(job);
  const limits = limitsOf(evaluator.assignment, question);
  const paths = asksFor("accuracy", job) ? sandbox.nativePaths : sandbox.paths;
  const compiler = asksFor("budget", job) ? undefined : job.compiler; // its memory would count
  const student = compiler?.take({ paths, limits }) ?? new Student({ ...sandbox, paths, limits });
  const records: CellRecords = new Map();
  let ending = await runCells(job, student, records);
  const { report, failure } = student.end();
  if (failure) ending = endingOfProcess(failure, report, limits);
  if (ending.outcome === "violation") records.clear();
  const result: QuestionResult = {
    ...frame(job, ending, records),
    replies: student.session.replyDigest(),
    output: report.output.slice(0, 4096),
    wallMs: report.wallMs,
    cpuMs: report.cpuMs,
    peakMb: Math.round(report.peakKb / 1024),
    seed,
  };
  return { result, replies: student.replies };
}

/** A question that asks for an accuracy trains a network; without the engine that takes minutes. */
function asksFor(kind: CheckResult["kind"], { question, plan }: QuestionJob): boolean {
  return question.checks.some(({ gradeId }) => plan[gradeId!]?.some((check) => check.kind === kind));
}

async function runCells(job: QuestionJob, student: Student, records: CellRecords): Promise<Ending> {
  const { question, evaluator, source, seed } = job;
  let ending: Ending = { outcome: "graded", error: null };
  try {
    const loaded = student.load(
      source,
      evaluator.names(question),
      seedWords(seed, "student"),
      withheldOf(evaluator.assignment, question),
    );
    const bound = job.wrap?.(loaded) ?? loaded;
    for (const check of question.checks) {
      const { recorder, thrown } = await evaluator.run(check, bound, student, seed);
      records.set(check.gradeId!, recorder.verdicts);
      if (thrown !== undefined) ending = endingOfThrown(thrown);
      if (student.session.ended) break;
    }
  } catch (thrown) {
    ending = endingOfThrown(thrown);
  }
  return ending;
}

/** The result as far as the checks go. */
export function frame(
  job: Pick<QuestionJob, "question" | "plan" | "seed"> & { sandbox: Pick<Shelter, "level"> },
  ending: Ending,
  records: CellRecords,
) {
  const { question, plan, sandbox, seed } = job;
  const checks = question.checks.flatMap((cell) => cellResults(cell, plan, records, ending));
  return {
    id: question.id,
    gradeIds: [...question.checks, ...question.answers].map(({ gradeId }) => gradeId!),
    points: roundPoints(checks.reduce((sum, { points }) => sum + points, 0)),
    max: question.points,
    manual: false,
    ...ending,
    checks,
    isolation: sandbox.level,
    seed,
  };
}

function cellResults(cell: SourceCell, plan: Plan, records: CellRecords, ending: Ending): CheckResult[] {
  const missing = ending.error ?? "this check was not reached";
  return judge(plan[cell.gradeId!] ?? [], records.get(cell.gradeId!) ?? [], cell.points, missing);
}

/** Shares of points add up to whole ones again. */
function roundPoints(points: number): number {
  return Math.round(points * 1e6) / 1e6;
}

/** The result of a question whose answers were too much for the grading process itself, twice. */
export function skipped(job: QuestionJob): GradedQuestion {
  const error = "what the code returned could not be judged in bounded time and memory";
  return notRun(job, { outcome: "crash", error });
}

/** The result of a question whose code is what students were given. */
export function unanswered(job: QuestionJob): GradedQuestion {
  return notRun(job, { outcome: "missing", error: "not answered: the code is as it was handed out" });
}

function manual(job: QuestionJob): GradedQuestion {
  const { result } = notRun(job, { outcome: "manual", error: null });
  return { result: { ...result, points: 0, manual: true }, replies: [] };
}

function notRun(job: QuestionJob, ending: Ending): GradedQuestion {
  const measured = { replies: null, output: "", wallMs: 0, cpuMs: 0, peakMb: 0 };
  return { result: { ...frame(job, ending, new Map()), ...measured }, replies: [] };
}
