/** What collecting gives, whatever it collected from. */

/** One student's submission. */
export interface Submission {
  student: string;
  /** Path of the notebook; it may still be refused when it is read. Undefined where the student handed in no notebook. */
  file: string | undefined;
  /** When the receiving side got it: ISO time. */
  received: string;
  warnings: string[];
}

/** An entry that is not used, and why. */
export interface RefusedEntry {
  entry: string;
  reason: string;
}

export interface Collection {
  submissions: Submission[];
  refused: RefusedEntry[];
}

export interface CollectOptions {
  /** The assignment's name: of a student's notebooks, the one that bears it is graded. */
  assignment?: string;
  /** A private folder for what comes out of an archive. */
  scratch: string;
}

/** Entries and bytes that a class may hand in at most. */
export const COLLECT_LIMITS = { entries: 20_000, bytes: 512 * 2 ** 20, depth: 6 } as const;
