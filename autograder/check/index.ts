/** The check vocabulary for check cells: `import { check, reference } from "gradlab/check"`. */
import { notebookListener } from "./notebook.ts";
import type { QuestionReport } from "./question-report.ts";
import { type Check, makeCheck } from "./vocabulary.ts";

export { type Accuracy, measure } from "./measure.ts";
export { CheckFailed } from "./notebook.ts";
export { reference } from "./reference.ts";
export type { CheckOptions } from "./verdict.ts";
export type { AccuracyOptions, BudgetOptions, Check, CloseOptions } from "./vocabulary.ts";

/**
 * In a notebook: a passed check prints one line, a failed one throws CheckFailed. In grading the same calls are recorded.
 * `await check("affineForward")` runs the public checks of a question and shows a table of them.
 */
export const check: Check & ((question: string) => Promise<QuestionReport>) = Object.assign(
  // Read only where it is called: no check cell calls it.
  async (question: string) => (await import("./question.ts")).checkQuestion(question),
  makeCheck(notebookListener()),
);
