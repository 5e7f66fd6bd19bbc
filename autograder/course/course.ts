/** What a course folder's `gradlab.yaml` says, once it is read: the words of the instructor's verbs. */

/** How points shrink after the deadline; all percentages are of the points earned. */
export interface LateRule {
  /** Percent taken for each begun day. */
  perDay: number;
  /** Milliseconds after the deadline that cost nothing. */
  graceMs: number;
  /** The most that lateness may take, in percent. */
  cap: number;
  /** Whole days after which nothing is accepted; undefined: no end. */
  acceptDays: number | undefined;
}

/** What one question's run may use. */
export interface Budget {
  seconds: number | undefined;
  megabytes: number | undefined;
}

export interface CourseAssignment {
  name: string;
  title: string;
  /** Absolute path of the folder with the source notebook. */
  folder: string;
  /** Deadline, milliseconds since 1970 (UTC); undefined: none. */
  due: number | undefined;
  late: LateRule;
  /** How many submissions of a student count; undefined: any number. The last one within it counts. */
  attempts: number | undefined;
  /** Points by question id where they differ from the notebook's. */
  points: Record<string, number>;
  /** Accuracy thresholds (0..1) by question id where they differ from the notebook's. */
  thresholds: Record<string, number>;
  budget: Budget;
}

export interface Course {
  title: string;
  /** Absolute path of the course folder. */
  folder: string;
  /** Absolute path of the roster. */
  roster: string;
  assignments: CourseAssignment[];
}

/** One row of the roster. */
export interface Student {
  id: string;
  name: string;
  email: string;
  section: string;
}

/** A mistake in a course file, with its place. */
export interface CourseProblem {
  file: string;
  /** 1-based; 0 where the whole file is meant. */
  line: number;
  message: string;
}

export type CourseReading = { ok: true; course: Course } | { ok: false; problems: CourseProblem[] };

/** The problem as a line that editors make clickable: `gradlab.yaml:7: ...`. */
export function describeProblem({ file, line, message }: CourseProblem): string {
  return line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`;
}
