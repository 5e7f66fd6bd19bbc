/** Equal work under two names, flagged for whoever teaches. By the texts that students wrote, so another file or other outputs hide nothing. */
import { rebuild, schemaShelf, twins } from "../intake/index.ts";
import { release } from "../release/index.ts";
import type { Assignment } from "../source/index.ts";
import type { SubmissionResult } from "./result.ts";

/** Names of others that a flag lists. */
const SHOWN = 5;

export class EqualWork {
  private readonly assignment: Assignment;
  private readonly schemas = schemaShelf();
  private readonly digests = new Map<string, string>();
  /** Handing in what was released is no sign of anything. */
  private readonly released: Set<string>;

  constructor(assignment: Assignment) {
    this.assignment = assignment;
    this.released = new Set([this.digest(Buffer.from(JSON.stringify(release(assignment.notebook)))) ?? ""]);
  }

  add(student: string, bytes: Uint8Array): void {
    const digest = this.digest(bytes);
    if (digest !== undefined) this.digests.set(student, digest);
  }

  /** The results, with a flag on those whose work is another's too. */
  flagged(results: readonly SubmissionResult[]): SubmissionResult[] {
    const found = twins(this.digests, this.released);
    return results.map((result) => {
      const others = found.get(result.student);
      return others ? { ...result, flags: [...(result.flags ?? []), `the same work as ${named(others)}`] } : result;
    });
  }

  private digest(bytes: Uint8Array): string | undefined {
    const rebuilt = rebuild(this.assignment.notebook, bytes, { schemas: this.schemas });
    return rebuilt.ok ? rebuilt.digest : undefined;
  }
}

function named(others: readonly string[]): string {
  const rest = others.length - SHOWN;
  return others.slice(0, SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
