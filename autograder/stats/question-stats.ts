/** What a class did, question by question: how many points, why they were lost, how long it took. */
import type { QuestionResult, SubmissionResult } from "../grade/result.ts";

/** A reason that cost points, and whom. */
export interface Reason {
  /** The check's label, or how the question ended. */
  label: string;
  /** Students who lost points by it. */
  students: number;
  /** Points lost by it over the whole class. */
  points: number;
}

export interface QuestionStats {
  id: string;
  max: number;
  manual: boolean;
  /** Students whose question was judged; free answers count once a person has read them. */
  judged: number;
  /** Means over them, in points; NaN where nobody is judged. */
  mean: number;
  median: number;
  /** Students with all and with none of the points. */
  full: number;
  none: number;
  /** How many students lie in each tenth of the points: ten counts. */
  histogram: number[];
  /** Most costly first. */
  reasons: Reason[];
  /** Median seconds of wall time. */
  seconds: number;
}

export interface ClassStats {
  submissions: number;
  /** Submissions that could not be read. */
  rejected: number;
  /** Shares of the points, 0..1. */
  mean: number;
  median: number;
  questions: QuestionStats[];
}

/** @param results one per student, with what people gave */
export function classStats(results: readonly SubmissionResult[]): ClassStats {
  const read = results.filter(({ rejected }) => rejected === null);
  const shares = results.map(({ points, max }) => (max > 0 ? points / max : 0));
  const ids = [...new Set(read.flatMap(({ questions }) => questions.map(({ id }) => id)))];
  return {
    submissions: results.length,
    rejected: results.length - read.length,
    mean: meanOf(shares),
    median: medianOf(shares),
    questions: ids.map((id) =>
      statsOf(
        id,
        read.flatMap(({ questions }) => questions.filter((one) => one.id === id)),
      ),
    ),
  };
}

function statsOf(id: string, all: readonly QuestionResult[]): QuestionStats {
  const judged = all.filter(({ outcome }) => outcome !== "manual");
  const points = judged.map((one) => one.points);
  const [{ max, manual }] = all;
  return {
    id,
    max,
    manual,
    judged: judged.length,
    mean: meanOf(points),
    median: medianOf(points),
    full: points.filter((one) => one >= max - 1e-9).length,
    none: points.filter((one) => one <= 0).length,
    histogram: histogramOf(points, max),
    reasons: reasonsOf(judged),
    seconds: medianOf(judged.map(({ wallMs }) => wallMs / 1000)),
  };
}

function histogramOf(points: readonly number[], max: number): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const one of points) counts[max > 0 ? Math.min(9, Math.max(0, Math.floor((10 * one) / max))) : 0]++;
  return counts;
}

/** A question that did not run to its end lost its points by that, not by the checks that it never reached. */
function reasonsOf(judged: readonly QuestionResult[]): Reason[] {
  const reasons = new Map<string, Reason>();
  const add = (label: string, points: number) => {
    const reason = reasons.get(label) ?? { label, students: 0, points: 0 };
    reasons.set(label, { label, students: reason.students + 1, points: reason.points + points });
  };
  for (const { outcome, checks, points, max, manual } of judged) {
    if (points >= max) continue;
    if (manual) add("read by a person", max - points);
    else if (outcome !== "graded") add(outcome, max - points);
    else for (const check of checks) if (!check.passed) add(check.label, check.max - check.points);
  }
  return [...reasons.values()].sort((a, b) => b.points - a.points || b.students - a.students);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
