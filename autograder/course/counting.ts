/** Which of a student's attempts counts, and what its lateness costs. */
import type { CourseAssignment } from "./course.ts";
import { type Lateness, lateness } from "./late.ts";

export interface Counted<T> {
  attempt: T;
  /** Its number among the student's attempts, from 1. */
  number: number;
  /** How many attempts there are. */
  of: number;
  lateness: Lateness;
}

/**
 * The last attempt within the allowed number that was still accepted; where none was accepted the first one, which then
 * earns nothing.
 * @param attempts in the order of their receipt
 * @returns undefined where there are none
 */
export function countedAttempt<T extends { received: string }>(
  attempts: readonly T[],
  rules: Pick<CourseAssignment, "attempts" | "due" | "late">,
): Counted<T> | undefined {
  const allowed = attempts.slice(0, rules.attempts ?? attempts.length).map((attempt, index) => ({
    attempt,
    number: index + 1,
    of: attempts.length,
    lateness: lateness(rules.late, rules.due, Date.parse(attempt.received)),
  }));
  return allowed.filter((one) => one.lateness.accepted).at(-1) ?? allowed[0];
}
