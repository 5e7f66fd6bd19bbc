/** One student's grade for one assignment, as every export needs it. */
import type { Student } from "../course/course.ts";
import type { SubmissionResult } from "../grade/result.ts";

export interface GradeRow {
  student: Student;
  assignment: string;
  /** ISO time; empty: no deadline. */
  due: string;
  /** ISO time at which the submission was received; empty: nothing was handed in. */
  received: string;
  /** Points before lateness. */
  raw: number;
  /** Points taken for lateness. */
  penalty: number;
  /** Points that count: `raw - penalty`. */
  score: number;
  max: number;
  /** The result behind the points; undefined where nothing was handed in. */
  result: SubmissionResult | undefined;
}
