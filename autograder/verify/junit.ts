/** What `gradlab verify` found, as JUnit XML: a suite per assignment, a case per sample. */
import { attributes, testCase, testSuites } from "../report/junit-parts.ts";
import type { SampleVerdict } from "./verify.ts";

export interface VerifiedAssignment {
  name: string;
  samples: readonly SampleVerdict[];
}

export function verifyJunit(assignments: readonly VerifiedAssignment[]): string {
  return testSuites(assignments.map(suite));
}

function suite({ name, samples }: VerifiedAssignment): string {
  const failures = samples.filter(({ ok }) => !ok).length;
  const cases = samples.map(({ student, ok, wrong, cpuSeconds }) =>
    testCase(name, student, 1000 * cpuSeconds, ok ? "" : `<failure${attributes({ message: wrong.join("; ") })}/>`),
  );
  return `<testsuite${attributes({ name, tests: samples.length, failures, errors: 0 })}>\n${cases.join("")}</testsuite>\n`;
}
