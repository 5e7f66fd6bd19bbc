/**
 * The shuffled-label control of questions that train: the same code learns once more from labels in another order. Whoever
 * then still predicts the held-out labels did not learn them from the data. That is shown to a person and takes no points:
 * an honest reason may exist. Asked for by a cell's metadata: `"gradlab": { "control": "shuffled-labels" }`.
 */
import { NdArray, RandomState } from "gradlab/lib";
import type { Assignment, Question } from "../source/index.ts";
import type { Namespace } from "./modules.ts";
import { gradeQuestion, type QuestionJob } from "./question.ts";
import type { QuestionResult } from "./result.ts";
import { seedWords } from "./seeds.ts";

/** Runs the control where it is asked for and worth it; a sentence for a person where it found something. */
export async function controlFinding(job: QuestionJob, graded: QuestionResult): Promise<string | undefined> {
  if (!wantsControl(job.evaluator.assignment, job.question) || !reached(graded)) return undefined;
  const stream = new RandomState(seedWords(job.seed, "control"));
  const { result } = await gradeQuestion({ ...job, wrap: (bound) => shuffling(bound, stream) });
  const check = result.checks.find(({ kind, passed }) => kind === "accuracy" && passed);
  if (!check) return undefined;
  const found = `${(100 * (check.found ?? 0)).toFixed(1)}%`;
  return `${job.question.id}: for review: reached ${found} in "${check.label}" although it learnt from shuffled labels`;
}

function wantsControl({ notebook }: Assignment, { solutions, checks }: Question): boolean {
  return [...solutions, ...checks].some(({ index }) => {
    const ours = notebook.cells[index].metadata.gradlab as { control?: string } | undefined;
    return ours?.control === "shuffled-labels";
  });
}

function reached({ checks }: QuestionResult): boolean {
  return checks.some(({ kind, passed }) => kind === "accuracy" && passed);
}

/** The student's functions, given records of data with every `y...` in another order. */
function shuffling(bound: Namespace, stream: RandomState): Namespace {
  const shuffled = (args: unknown[]) => args.map((arg) => withShuffledLabels(arg, stream));
  const handler: ProxyHandler<() => unknown> = {
    apply: (target, self, args) => Reflect.apply(target, self, shuffled(args)),
    construct: (target, args) => Reflect.construct(target, shuffled(args)),
  };
  const wrapped = Object.entries(bound).map(([name, value]) => [
    name,
    typeof value === "function" ? new Proxy(value as () => unknown, handler) : value,
  ]);
  return Object.fromEntries(wrapped);
}

function withShuffledLabels(arg: unknown, stream: RandomState): unknown {
  if (typeof arg !== "object" || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return arg;
  const entries = Object.entries(arg).map(([key, value]) => [
    key,
    isLabels(key, value) ? permuted(value, stream) : value,
  ]);
  return Object.fromEntries(entries);
}

function isLabels(key: string, value: unknown): value is NdArray {
  return key.startsWith("y") && value instanceof NdArray && value.ndim === 1;
}

function permuted(labels: NdArray, stream: RandomState): NdArray {
  const copy = labels.copy();
  stream.shuffle(copy);
  return copy;
}
