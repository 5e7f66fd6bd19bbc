/** Grades one submission in this process, which is trusted and sees the hidden checks; student code runs elsewhere. */
import { createHash, randomInt } from "node:crypto";
import type { Cell } from "gradlab/kernel/notebook";
import { gradeInfo, originOf, rebuild, type SchemaShelf, sandboxCells } from "../intake/index.ts";
import type { StoredReply } from "../membrane/transport.ts";
import type { Question } from "../source/index.ts";
import { Compiler } from "./compile.ts";
import { controlFinding } from "./control.ts";
import type { Evaluator } from "./evaluate.ts";
import type { HandedOut } from "./handed-out.ts";
import type { Known } from "./known.ts";
import type { Plan } from "./plan.ts";
import { type GradedQuestion, gradeQuestion, type QuestionJob, skipped, unanswered } from "./question.ts";
import type { QuestionResult, SubmissionResult } from "./result.ts";
import { SEEDS } from "./seeds.ts";
import type { Source } from "./student.ts";

export interface SubmissionJob {
  evaluator: Evaluator;
  plan: Plan;
  schemas: SchemaShelf;
  sandbox: QuestionJob["sandbox"];
  versions: SubmissionResult["versions"];
  student: string;
  /** The file's name, as data. */
  file: string;
  bytes: Uint8Array;
  /** Seed of all fresh inputs; drawn where it is left out. */
  seed?: number;
  /** What students were given, where answers that are just that are not run. */
  handedOut?: HandedOut;
  /** What costly code has earned before, where that is used again. */
  known?: Known;
  /** Questions that are not tried: see `GradeRequest`. */
  skip?: readonly string[];
  /** Told before each question. */
  onQuestion?(question: Question): void;
}

export interface GradedSubmission {
  result: SubmissionResult;
  replies: Record<string, StoredReply[]>;
}

export async function gradeBytes(job: SubmissionJob): Promise<GradedSubmission> {
  const started = performance.now();
  const rebuilt = rebuild(job.evaluator.assignment.notebook, job.bytes, { schemas: job.schemas });
  if (!rebuilt.ok) return { result: rejected(job, rebuilt.reason), replies: {} };
  const { graded, findings } = await gradeCells(job, sandboxCells(rebuilt.notebook));
  const questions = graded.map(({ result }) => result);
  const warnings = [...rebuilt.warnings.map(({ message }) => message), ...findings];
  const wallMs = Math.round(performance.now() - started);
  return {
    result: { ...head(job), questions, points: sumOf(questions), warnings, rejected: null, wallMs },
    replies: Object.fromEntries(graded.map(({ result, replies }) => [result.id, replies])),
  };
}

/** Grades all questions; `findings` are for a person to read. */
async function gradeCells(job: SubmissionJob, allowed: readonly Cell[]) {
  const { evaluator, plan, sandbox } = job;
  const compiler = new Compiler(sandbox);
  const graded: GradedQuestion[] = [];
  const findings: string[] = [];
  try {
    const sources = sourcesOf(job, compiler, allowed);
    for (const question of evaluator.assignment.questions) {
      const seed = job.seed ?? randomInt(SEEDS);
      const one = { question, evaluator, plan, source: sources(question), sandbox, compiler, seed };
      job.onQuestion?.(question);
      const known = withoutRunning(job, one);
      const done = known ?? (await gradeQuestion(one));
      job.known?.keep(one, done);
      const finding = known ? undefined : await controlFinding(one, done.result);
      if (finding !== undefined) findings.push(finding);
      graded.push(done);
    }
  } finally {
    compiler.end();
  }
  return { graded, findings };
}

/** The result of a question whose code is not run: processes died over it, it was not answered, or its result is known. */
function withoutRunning({ skip, handedOut, known }: SubmissionJob, one: QuestionJob): GradedQuestion | undefined {
  const { question, source } = one;
  if (question.manual) return undefined;
  if (skip?.includes(question.id)) return skipped(one);
  if (!Array.isArray(source) && handedOut?.is(question, source)) return unanswered(one);
  return known?.find(one);
}

/**
 * The code for each question: compiled once of all cells, in a process that runs none of it. Where that ends the process,
 * another question's cell may be the one that did it, so each question gets its own cells and compiles them itself.
 */
function sourcesOf({ evaluator }: SubmissionJob, compiler: Compiler, allowed: readonly Cell[]) {
  const questions = evaluator.assignment.questions.filter(({ manual }) => !manual);
  const wanted = questions.map((question) => evaluator.names(question));
  const cells = allowed.map(({ source }) => source);
  const compiled = compiler.compile(cells, wanted);
  return (question: Question): Source => compiled?.[questions.indexOf(question)] ?? ownCells(question, allowed);
}

/** What students were given, and the cells that answer this question. */
function ownCells({ solutions }: Question, allowed: readonly Cell[]): string[] {
  const own = new Set(solutions.map(({ gradeId }) => gradeId));
  const needed = allowed.filter(
    (cell) => originOf(cell) === "instructor" || own.has(gradeInfo(cell.metadata)?.gradeId),
  );
  return needed.map(({ source }) => source);
}

/** The result of a submission of which nothing could be graded, and why. */
export function rejected(job: Omit<SubmissionJob, "schemas">, reason: string): SubmissionResult {
  return { ...head(job), questions: [], points: 0, warnings: [], rejected: reason, wallMs: 0 };
}

function head({ evaluator, student, file, bytes, sandbox, versions }: Omit<SubmissionJob, "schemas">) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    schema: 1 as const,
    assignment: evaluator.assignment.name,
    student,
    submission: { file, sha256, bytes: bytes.length },
    max: evaluator.assignment.points,
    isolation: sandbox.level,
    versions,
    gradedAt: new Date().toISOString(),
  };
}

function sumOf(questions: readonly QuestionResult[]): number {
  return Math.round(questions.reduce((sum, { points }) => sum + points, 0) * 1e6) / 1e6;
}
