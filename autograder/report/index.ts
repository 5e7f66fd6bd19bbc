/** Reports: what a graded class looks like to its students, its teachers, a spreadsheet and a CI system. */
export { type AssignmentWords, feedbackPage } from "./feedback-page.ts";
export { gradesCsv } from "./grades-csv.ts";
export { junitXml } from "./junit.ts";
export { summaryTable } from "./summary-table.ts";
export { terminalLine, visible, visibleLine, visibleName } from "./visible.ts";
export { type ReportPaths, writeReports } from "./write-reports.ts";
