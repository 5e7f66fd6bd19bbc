/** What a verdict depends on, as one digest: the same key means that grading again would judge the same thing. */
import { createHash } from "node:crypto";

export interface Graded {
  assignment: string;
  student: string;
  /** Digest of the submission's bytes. */
  submission: string;
  /** Digest of the source notebook with whatever the course changes in it (points, thresholds, budgets). */
  source: string;
  versions: { gradlab: string; node: string };
}

/** Hexadecimal SHA-256 of the parts in a fixed order, each with its length, so that no two lists of parts coincide. */
export function gradeKey({ assignment, student, submission, source, versions }: Graded): string {
  const hash = createHash("sha256");
  for (const part of [assignment, student, submission, source, versions.gradlab, versions.node]) {
    hash.update(`${Buffer.byteLength(part)}:${part}`);
  }
  return hash.digest("hex");
}
