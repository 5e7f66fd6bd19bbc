/** The autograder: from a source notebook to releases, samples, grades and reports. */

export { type AttackReport, attackMatrix, readCorpus, runCorpus } from "./attacks/index.ts";
export { type Batch, type BatchOptions, gradeBatch, type HandedIn } from "./grade/batch.ts";
export {
  type Grader,
  type GraderOptions,
  gradeSubmission,
  type OneSubmission,
  openGrader,
} from "./grade/grade-submission.ts";
export type { Graded, Submission } from "./grade/pool.ts";
export { type RegradeOptions, type Regrading, regradeBatch } from "./grade/regrade-batch.ts";
export type {
  CheckResult,
  IsolationLevel,
  QuestionOutcome,
  QuestionResult,
  SubmissionResult,
} from "./grade/result.ts";
export { type Gradebook, gradeKey, openGradebook } from "./gradebook/index.ts";
export { collect } from "./intake/index.ts";
export { release } from "./release/index.ts";
export { summaryTable, terminalLine, writeReports } from "./report/index.ts";
export { makeSamples, type Sample, writeSamples } from "./samples/index.ts";
export { describeIsolation, isolationWords } from "./sandbox/describe.ts";
export { LEVELS } from "./sandbox/levels.ts";
export { chooseIsolation, type IsolationWish, type LevelProbe, probeAll } from "./sandbox/probe.ts";
export { type Assignment, type Loaded, loadAssignment, type Question, type SourceCell } from "./source/index.ts";
export { type ValidatedCell, type ValidateOptions, type Validation, validate } from "./validate/index.ts";
export {
  type AccuracyRow,
  accuracy,
  type GoldenRow,
  golden,
  hasAccuracy,
  type SampleVerdict,
  type Verified,
  type VerifyOptions,
  verify,
} from "./verify/index.ts";
