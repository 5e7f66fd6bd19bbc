/** Writes what a graded class leaves behind: `grades.csv`, `results.json`, `junit.xml`, `index.html` and `feedback/<student>.html`. */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SubmissionResult } from "../grade/result.ts";
import { classPage } from "./class-page.ts";
import { type AssignmentWords, feedbackPage, type SubmissionWords } from "./feedback-page.ts";
import { fileNames } from "./file-names.ts";
import { gradesCsv } from "./grades-csv.ts";
import { junitXml } from "./junit.ts";

/** Absolute or relative paths, as the folder was given. */
export interface ReportPaths {
  folder: string;
  grades: string;
  results: string;
  junit: string;
  index: string;
  /** Each student's page, in the order of the results. */
  feedback: string[];
}

/** Writes all reports of a class into `folder`. Each file is there whole or not at all, also after a crash in the middle. */
export function writeReports(
  results: readonly SubmissionResult[],
  folder: string,
  words: AssignmentWords = {},
  wordsOf: (result: SubmissionResult) => SubmissionWords = () => ({}),
): ReportPaths {
  const pages = fileNames(results.map(({ student }) => student)).map((name) => `feedback/${name}.html`);
  const paths = {
    folder,
    grades: join(folder, "grades.csv"),
    results: join(folder, "results.json"),
    junit: join(folder, "junit.xml"),
    index: join(folder, "index.html"),
    feedback: pages.map((page) => join(folder, page)),
  };
  for (const [index, result] of results.entries())
    writeWhole(paths.feedback[index], feedbackPage(result, words, wordsOf(result)));
  writeWhole(paths.grades, gradesCsv(results));
  writeWhole(paths.results, `${JSON.stringify(results, null, 2)}\n`);
  writeWhole(paths.junit, junitXml(results));
  writeWhole(paths.index, classPage(results, pages, words));
  return paths;
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}
