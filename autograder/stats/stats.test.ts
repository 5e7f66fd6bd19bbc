/** What an instructor relies on: means over the right students, and the reasons that really cost points, costliest first. */
import type { CheckResult, QuestionResult, SubmissionResult } from "../grade/result.ts";
import { classStats, statsPage, statsTable } from "./index.ts";

function check(label: string, points: number, max: number): CheckResult {
  return { label, passed: points === max, points, max } as CheckResult;
}

function question(id: string, checks: CheckResult[], outcome: QuestionResult["outcome"] = "graded"): QuestionResult {
  const sum = (key: "points" | "max") => checks.reduce((total, one) => total + one[key], 0);
  return {
    id,
    checks,
    outcome,
    points: sum("points"),
    max: sum("max"),
    manual: outcome === "manual",
    wallMs: 500,
  } as QuestionResult;
}

function submission(questions: QuestionResult[], rejected: string | null = null): SubmissionResult {
  const points = questions.reduce((sum, one) => sum + one.points, 0);
  return { questions, rejected, points, max: 10 } as SubmissionResult;
}

const results = [
  submission([question("f", [check("shape", 2, 2), check("values", 8, 8)])]),
  submission([question("f", [check("shape", 2, 2), check("values", 0, 8)])]),
  submission([question("f", [check("shape", 0, 2), check("values", 0, 8)])]),
  submission([question("f", [check("shape", 0, 2), check("values", 0, 8)], "timeout")]),
  submission([], "no JSON"),
];

test("points, spread and reasons", () => {
  const stats = classStats(results);
  expect([stats.submissions, stats.rejected, stats.mean]).toEqual([5, 1, 0.24]);
  const [f] = stats.questions;
  expect([f.judged, f.mean, f.median, f.full, f.none]).toEqual([4, 3, 1, 1, 2]);
  expect(f.histogram).toEqual([2, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
  expect(f.reasons).toEqual([
    { label: "values", students: 2, points: 16 },
    { label: "timeout", students: 1, points: 10 },
    { label: "shape", students: 1, points: 2 },
  ]);
});

test("a free answer that nobody has read is not zero points", () => {
  const [why] = classStats([submission([question("why", [check("x", 0, 2)], "manual")])]).questions;
  expect([why.judged, why.reasons]).toEqual([0, []]);
});

test("the table and the page name the costliest reason, and text stays text", () => {
  const stats = classStats(results);
  expect(statsTable(stats)).toMatch(/f .* 3 \/ 10[\s\S]*values: 2 students, 16 points/);
  stats.questions[0].reasons[0].label = "<img src=x>";
  expect(statsPage("Nets", stats)).not.toMatch(/<img/);
});
