/** What a class did. */
export { type ClassStats, classStats, type QuestionStats, type Reason } from "./question-stats.ts";
export { histogramPlot, statsPage } from "./stats-page.ts";
export { statsTable } from "./stats-table.ts";
