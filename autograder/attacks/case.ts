/** One attack: what it tries, and how to find out whether it got anything. */
import type { IsolationLevel, SubmissionResult } from "../grade/result.ts";
import type { Assignment } from "../source/index.ts";
import type { World } from "./world.ts";

/** Outcome letters of the corpus: what must hold. */
export const OUTCOMES = {
  Z: "the question scores 0, others unaffected",
  S0: "no effect on the score",
  K: "the sandbox is killed or bounded, the grader unharmed",
  R: "refused at intake with a clear message",
  E: "shown or exported inert",
  F: "flagged for a person",
} as const;
export type OutcomeLetter = keyof typeof OUTCOMES;

export interface AttackCase {
  /** `A1` to `F10`; `G` for others of the same kinds. */
  id: string;
  attack: string;
  outcome: OutcomeLetter;
  /** Levels at which this is known to be open, and said to be so in docs/threat-model.md. */
  open: readonly IsolationLevel[];
  /** Tries it for real; returns one sentence for everything that was not as it must be. */
  run(arena: Arena): Promise<string[]>;
}

/** Where attacks take place: the target assignment, a grader at one level, and a world in which traces are seen. */
export interface Arena {
  level: IsolationLevel;
  target: Assignment;
  world: World;
  /** Hands the bytes in and has them graded, by the same way as any submission. */
  grade(bytes: Uint8Array, student?: string): Promise<SubmissionResult>;
}
