/** The check vocabulary for check cells: `import { check, reference } from "gradlab/check"`. */
import { notebookListener } from "./notebook.ts";
import { makeCheck } from "./vocabulary.ts";

export { type Accuracy, measure } from "./measure.ts";
export { CheckFailed } from "./notebook.ts";
export { reference } from "./reference.ts";
export type { CheckOptions } from "./verdict.ts";
export type { AccuracyOptions, BudgetOptions, Check, CloseOptions } from "./vocabulary.ts";

/** In a notebook: a passed check prints one line, a failed one throws CheckFailed. In grading the same calls are recorded. */
export const check = makeCheck(notebookListener());
