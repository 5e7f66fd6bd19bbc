/**
 * The plan of an assignment: which checks each check cell makes of the reference. Points are shared over the plan, so that
 * a cell that ends early, or loops over what a student returned, gives no more than what was really shown.
 */

import type { Recorded } from "./recorder.ts";
import type { CheckResult } from "./result.ts";

export interface PlannedCheck {
  label: string;
  kind: CheckResult["kind"];
  asked: string;
  tolerance: number | null;
  weight: number;
  hidden: boolean;
  hint: string | null;
}

/** By the `grade_id` of the check cell. */
export type Plan = Record<string, PlannedCheck[]>;

export function plannedOf(verdicts: readonly Recorded[]): PlannedCheck[] {
  return verdicts.map(({ label, kind, asked, tolerance, weight, hidden, hint }) => ({
    label,
    kind,
    asked,
    tolerance,
    weight,
    hidden,
    hint,
  }));
}

/**
 * The results of one check cell. Each planned check takes the next recorded verdict of its label and kind; one that was
 * never reached failed with `missing` as its message.
 */
export function judge(
  planned: readonly PlannedCheck[],
  recorded: readonly Recorded[],
  points: number,
  missing: string,
): CheckResult[] {
  const total = planned.reduce((sum, { weight }) => sum + weight, 0);
  const left = [...recorded];
  return planned.map((check) => {
    const at = left.findIndex(({ label, kind }) => label === check.label && kind === check.kind);
    const verdict = at < 0 ? undefined : left.splice(at, 1)[0];
    const max = total > 0 ? (points * check.weight) / total : 0;
    return result(check, verdict, max, missing);
  });
}

function result(check: PlannedCheck, verdict: Recorded | undefined, max: number, missing: string): CheckResult {
  const { label, kind, asked, tolerance, hidden, hint } = check;
  const passed = verdict?.passed === true;
  return {
    label,
    kind,
    asked,
    passed,
    found: verdict?.found ?? null,
    tolerance,
    points: passed ? max : 0,
    max,
    hidden,
    message: passed ? null : (verdict?.message ?? missing),
    hint: passed ? null : hint,
  };
}
