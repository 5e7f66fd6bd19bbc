/** Results as grading gives them, for the tests of the reports: one student with every kind of outcome. */
import type { CheckResult, QuestionResult, SubmissionResult } from "../grade/result.ts";

/** A check of 1 point with a relative error, changed as asked. */
export function sampleCheck(change: Partial<CheckResult> = {}): CheckResult {
  const passed = change.passed ?? true;
  return {
    label: "out on 2 x 3 inputs",
    kind: "close",
    asked: "relative error at most 1e-9, shape (2, 3)",
    passed,
    found: passed ? 9.77e-10 : 0.31,
    tolerance: 1e-9,
    points: passed ? 1 : 0,
    max: 1,
    hidden: false,
    message: passed ? null : "the largest difference is at [1, 2]",
    hint: passed ? null : "Is the bias added once per row?",
    ...change,
  };
}

/** A question with the points of its checks, changed as asked. */
export function sampleQuestion(
  id: string,
  checks: CheckResult[],
  change: Partial<QuestionResult> = {},
): QuestionResult {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    id,
    gradeIds: [`${id}-check`],
    points: sum(checks.map(({ points }) => points)),
    max: sum(checks.map(({ max }) => max)),
    manual: false,
    outcome: "graded",
    error: null,
    checks,
    isolation: "namespaces",
    seed: 231,
    replies: null,
    output: "",
    wallMs: 640,
    cpuMs: 410,
    peakMb: 92,
    ...change,
  };
}

/** A submission with the points of its questions, changed as asked. */
export function sampleResult(
  student: string,
  questions: QuestionResult[],
  change: Partial<SubmissionResult> = {},
): SubmissionResult {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    schema: 1,
    assignment: "fully-connected-nets",
    student,
    submission: { file: `${student}/fully-connected-nets.ipynb`, sha256: "5f2c".repeat(16), bytes: 48_213 },
    points: sum(questions.map(({ points }) => points)),
    max: sum(questions.map(({ max }) => max)),
    questions,
    warnings: [],
    rejected: null,
    isolation: "namespaces",
    versions: { gradlab: "0.1.0", node: "20.20.2" },
    gradedAt: "2026-03-02T10:15:30.123Z",
    wallMs: 4210,
    ...change,
  };
}

/** A student for whom everything that can happen happened. */
export function mixedResult(): SubmissionResult {
  const failed = sampleCheck({ passed: false, label: "dx by the numeric gradient", hidden: true });
  const wrongShape = sampleCheck({
    passed: false,
    label: "shape of db",
    kind: "shape",
    asked: "shape (5)",
    found: null,
    tolerance: null,
    message: "expected shape (5), got (10, 5)",
    hint: "Sum over the rows.",
  });
  const accuracy = sampleCheck({
    label: "validation accuracy",
    kind: "accuracy",
    asked: "at least 45% of 1000 held-out pictures, less 3 standard errors of such a sample (4.7%)",
    found: 0.512,
    tolerance: 0.403,
    hidden: true,
    points: 3,
    max: 3,
  });
  return sampleResult(
    "ada.lovelace",
    [
      sampleQuestion("affineForward", [
        sampleCheck(),
        sampleCheck({ label: "inputs of rank 4", found: 0, hidden: true }),
      ]),
      sampleQuestion("affineBackward", [
        sampleCheck({ label: "dw by the numeric gradient", found: 9.9e-11 }),
        failed,
        wrongShape,
      ]),
      sampleQuestion("softmaxLoss", [sampleCheck({ passed: false, points: 0, found: null, message: "not reached" })], {
        outcome: "timeout",
        error: "softmaxLoss took longer than 60 s",
      }),
      sampleQuestion("trainTwoLayerNet", [accuracy]),
      sampleQuestion("adam", [sampleCheck({ passed: false, found: null, message: "adam is not exported" })], {
        outcome: "missing",
      }),
      sampleQuestion("explainAdaGrad", [], { manual: true, outcome: "manual", max: 2 }),
    ],
    { warnings: ["affineForward-check: was changed; the instructor's text is used"] },
  );
}
