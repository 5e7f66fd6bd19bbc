/** Grades in the forms that other systems take. */
export { gradescopeAutograder } from "./autograder-zip.ts";
export { canvasCsv } from "./canvas.ts";
export { courseCsv } from "./course-csv.ts";
export { csv } from "./csv.ts";
export type { GradeRow } from "./grade-row.ts";
export { type GradescopeResults, gradescopeResults } from "./gradescope.ts";
export { fillMoodleWorksheet, type WorksheetFilling } from "./moodle.ts";
export { nbgraderCsv } from "./nbgrader.ts";
