/** A sample submission: a notebook made from the source, and what grading it must give. */
import type { Notebook } from "gradlab/kernel/notebook";

/** One change to a cell: a passage of the reference replaced (it must occur exactly once), or the whole text. */
export type Edit = { cell: string; from: string; to: string } | { cell: string; with: string };

/** Code of a cheat's own, in a new cell before or after everything else. */
export interface ExtraCell {
  at: "start" | "end";
  source: string;
}

/** A realistic bug in the reference solution. */
export interface Mutant {
  name: string;
  /** What a student got wrong, in one sentence. */
  why: string;
  /** The questions that must not keep full points; every other question must. */
  loses: string[];
  edits: Edit[];
}

/** An attempt to gain points without earning them. */
export interface Cheat {
  name: string;
  why: string;
  /** Questions that it answers with the reference's code; it must earn nothing on any other. */
  honest: string[];
  edits: Edit[];
  extra: ExtraCell[];
}

/** What grading a sample must give. */
export type Expectation =
  | { kind: "reference" }
  | { kind: "empty" }
  | { kind: "mutant"; loses: string[] }
  | { kind: "cheat"; honest: string[] };

export interface Sample {
  /** The name it goes by in the class, e.g. `mutant-affine-forward-no-bias`. */
  student: string;
  why: string;
  notebook: Notebook;
  expects: Expectation;
}
