/** Results as JUnit XML, which every CI system shows: a suite per student, a case per check. */
import type { CheckResult, QuestionResult, SubmissionResult } from "../grade/result.ts";
import { escapeMarkup } from "./html.ts";
import { attributes, seconds, testCase, testSuites } from "./junit-parts.ts";
import { points } from "./numbers.ts";
import { visible, visibleName } from "./visible.ts";
import { explain } from "./words.ts";

/** The document. Free answers are skipped cases; a question that did not run to its end is an error of its own. */
export function junitXml(results: readonly SubmissionResult[]): string {
  return testSuites(results.map(suite));
}

function suite(result: SubmissionResult): string {
  const cases =
    result.rejected === null
      ? result.questions.flatMap(questionCases)
      : [errorCase("notebook", "intake", result.rejected)];
  const count = (tag: string) => cases.filter((one) => one.includes(`<${tag}`)).length;
  const name = attributes({
    name: `${result.assignment}: ${visibleName(result.student)}`,
    tests: cases.length,
    timestamp: result.gradedAt.replace(/(\.\d+)?Z$/, ""),
  });
  const counts = attributes({
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: seconds(result.wallMs),
  });
  return `<testsuite${name}${counts}>\n${cases.join("")}</testsuite>\n`;
}

function questionCases(question: QuestionResult): string[] {
  if (question.manual) return [testCase(question.id, "free answer", 0, "<skipped/>")];
  const trouble = explain(question.outcome);
  const time = question.wallMs / Math.max(1, question.checks.length);
  const checks = question.checks.map((check) =>
    testCase(question.id, check.label, time, check.passed ? "" : failure(check)),
  );
  return trouble === null ? checks : [...checks, errorCase(question.id, question.outcome, question.error ?? trouble)];
}

function failure(check: CheckResult): string {
  const message = `${points(check.points)}/${points(check.max)}: ${check.asked}`;
  return `<failure${attributes({ message })}>${escapeMarkup(visible(check.message ?? "", 800))}</failure>`;
}

function errorCase(group: string, name: string, message: string): string {
  return testCase(group, name, 0, `<error${attributes({ message })}/>`);
}
