/** Grades one question: one fresh process for the student's code, the question's check cells here. */

import type { StoredReply } from "../membrane/transport.ts";
import type { ViewPath } from "../sandbox/view.ts";
import type { Question, SourceCell } from "../source/index.ts";
import type { Evaluator } from "./evaluate.ts";
import { limitsOf } from "./limits-of.ts";
import type { Namespace } from "./modules.ts";
import { type Ending, endingOfProcess, endingOfThrown } from "./outcome.ts";
import { judge, type Plan } from "./plan.ts";
import type { Recorded } from "./recorder.ts";
import type { CheckResult, QuestionResult } from "./result.ts";
import { seedWords } from "./seeds.ts";
import { Student, type StudentOptions } from "./student.ts";

export interface QuestionJob {
  question: Question;
  evaluator: Evaluator;
  plan: Plan;
  /** All code of the submission that may run in the sandbox. */
  cells: string[];
  /** Of these, what was given and what answers this very question. */
  ownCells: string[];
  seed: number;
  sandbox: Shelter;
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
  if (job.question.manual) return { result: manual(job), replies: [] };
  const { graded, loaded } = await gradeWith(job, job.cells);
  // Compiling all cells ended the process: another question's cell may be the one that did.
  const again = !loaded && graded.result.outcome === "crash" && job.ownCells.length < job.cells.length;
  return again ? (await gradeWith(job, job.ownCells)).graded : graded;
}

async function gradeWith(job: QuestionJob, cells: string[]): Promise<{ graded: GradedQuestion; loaded: boolean }> {
  const { question, evaluator, sandbox, seed } = job;
  const limits = limitsOf(evaluator.assignment, question);
  const paths = trains(question, job.plan) ? sandbox.nativePaths : sandbox.paths;
  const student = new Student({ ...sandbox, paths, limits });
  const records: CellRecords = new Map();
  const run = await runCells({ ...job, cells }, student, records);
  let { ending } = run;
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
  return { graded: { result, replies: student.replies }, loaded: run.loaded };
}

/** A question that asks for an accuracy trains a network; without the engine that takes minutes. */
function trains({ checks }: Question, plan: Plan): boolean {
  return checks.some(({ gradeId }) => plan[gradeId!]?.some(({ kind }) => kind === "accuracy"));
}

interface CellsRun {
  ending: Ending;
  /** Whether the student's code was compiled and loaded, or at least could say why not. */
  loaded: boolean;
}

async function runCells(job: QuestionJob, student: Student, records: CellRecords): Promise<CellsRun> {
  const { question, evaluator, cells, seed } = job;
  const names = [...new Set(question.checks.flatMap((check) => evaluator.module(check).names))];
  const run: CellsRun = { ending: { outcome: "graded", error: null }, loaded: false };
  try {
    const loaded = student.load(cells, names, seedWords(seed, "student"));
    const bound = job.wrap?.(loaded) ?? loaded;
    run.loaded = true;
    for (const check of question.checks) {
      const { recorder, thrown } = await evaluator.run(check, bound, student, seed);
      records.set(check.gradeId!, recorder.verdicts);
      if (thrown !== undefined) run.ending = endingOfThrown(thrown);
      if (student.session.ended) break;
    }
  } catch (thrown) {
    run.ending = endingOfThrown(thrown);
  }
  return run;
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
  const ending: Ending = {
    outcome: "crash",
    error: "what the code returned could not be judged in bounded time and memory",
  };
  const measured = { replies: null, output: "", wallMs: 0, cpuMs: 0, peakMb: 0 };
  return { result: { ...frame(job, ending, new Map()), ...measured }, replies: [] };
}

function manual(job: QuestionJob): QuestionResult {
  const ending: Ending = { outcome: "manual", error: null };
  const measured = { replies: null, output: "", wallMs: 0, cpuMs: 0, peakMb: 0 };
  return { ...frame(job, ending, new Map()), ...measured, points: 0, manual: true };
}
