/** The autograder: from a source notebook to releases, samples, grades and reports. */

export { type AttackReport, attackMatrix, readCorpus, runCorpus } from "./attacks/index.ts";
export {
  type Collecting,
  type Course,
  type CourseAssignment,
  type CourseRow,
  collectInto,
  countedAttempt,
  describeProblem,
  gradedFolder,
  gradeRows,
  Inbox,
  lateWords,
  makeCourse,
  readCourse,
  readRoster,
  type Student,
  writeCourseReports,
} from "./course/index.ts";
export { solutionDocument } from "./document/index.ts";
export {
  canvasCsv,
  courseCsv,
  fillMoodleWorksheet,
  type GradeRow,
  gradescopeAutograder,
  gradescopeResults,
  nbgraderCsv,
} from "./export/index.ts";
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
export { type Imported, importNbgrader } from "./import-nbgrader/import-course.ts";
export { collect } from "./intake/index.ts";
export { packRelease, release, writeRelease } from "./release/index.ts";
export { summaryTable, terminalLine, writeReports } from "./report/index.ts";
export { junitXml } from "./report/junit.ts";
export { makeSamples, type Sample, writeSamples } from "./samples/index.ts";
export { chooseIsolation, type IsolationWish } from "./sandbox/choose.ts";
export { describeIsolation, isolationWords } from "./sandbox/describe.ts";
export { LEVELS } from "./sandbox/levels.ts";
export { type LevelProbe, probeAll } from "./sandbox/probe.ts";
export { codeCells, compareWorks, type SimilarPair, similarPage, studentCode, type Work } from "./similar/index.ts";
export { type Assignment, type Loaded, loadAssignment, type Question, type SourceCell } from "./source/index.ts";
export { classStats, statsPage, statsTable } from "./stats/index.ts";
export { type ValidatedCell, type ValidateOptions, type Validation, validate, writeReceipt } from "./validate/index.ts";
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
  verifyJunit,
} from "./verify/index.ts";
