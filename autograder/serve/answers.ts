/** Free answers of one question across a class, without names and in an order that says nothing about their writers. */
import { createHash } from "node:crypto";
import type { PlacedMark } from "../gradebook/index.ts";
import type { CountedStanding } from "./site.ts";

export interface Answer {
  /** Stands for the student on the page and in its address. */
  code: string;
  student: string;
  sha256: string;
  /** Read by a person and given points. */
  read: boolean;
}

/** Every submission that has the question, by code. */
export function answersOf(assignment: string, question: string, standings: readonly CountedStanding[]): Answer[] {
  const answers = standings.flatMap(({ student, sha256, scores }) => {
    const score = scores.find((one) => one.question === question && one.manual);
    return score
      ? [{ code: codeOf(assignment, question, student), student, sha256, read: score.outcome !== "manual" }]
      : [];
  });
  return answers.sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** The same student has another code in every question: who answers one thing well is not known at the next. */
export function codeOf(assignment: string, question: string, student: string): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([assignment, question, student]))
    .digest();
  return digest.toString("hex").slice(0, 12);
}

/** The answers before and after one, and the next that nobody has read, from there on and around. */
export function around(answers: readonly Answer[], code: string) {
  const index = answers.findIndex((one) => one.code === code);
  const rest = [...answers.slice(index + 1), ...answers.slice(0, Math.max(index, 0))];
  return { index, previous: answers[index - 1], next: answers[index + 1], nextOpen: rest.find(({ read }) => !read) };
}

/** Comments that were given on a question, most frequent first. */
export function usualComments(marks: readonly PlacedMark[], question: string, count = 6): string[] {
  const uses = new Map<string, number>();
  for (const mark of marks)
    if (mark.question === question && mark.comment.trim() !== "")
      uses.set(mark.comment.trim(), (uses.get(mark.comment.trim()) ?? 0) + 1);
  const sorted = [...uses].sort(([, one], [, other]) => other - one);
  return sorted.slice(0, count).map(([comment]) => comment);
}
