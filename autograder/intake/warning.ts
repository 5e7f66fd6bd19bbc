/** What intake mended in a submission, for the feedback page and for whoever runs the grading. */

export type WarningCode =
  | "format"
  | "missing"
  | "retyped"
  | "reordered"
  | "duplicate"
  | "edited"
  | "metadata"
  | "unreadable"
  | "hidden-characters"
  | "instructions"
  | "wrong-assignment"
  | "more";

export interface IntakeWarning {
  code: WarningCode;
  /** The grade_id of the cell that it is about, where there is one. */
  cell?: string;
  /** One sentence: what was found and what was done about it. */
  message: string;
}

const SHOWN = 50;

/** At most fifty warnings: a notebook with a million faults must not make a page with a million lines. */
export function capped(warnings: IntakeWarning[]): IntakeWarning[] {
  if (warnings.length <= SHOWN) return warnings;
  const message = `${warnings.length - SHOWN} more warnings of this notebook are not shown`;
  return [...warnings.slice(0, SHOWN), { code: "more", message }];
}
