/** Judging again from the page: runs beside it, its progress is in the gradebook, its end is told on the next page. */
import { type Regrading, regradeBatch } from "../grade/regrade-batch.ts";
import type { Gradebook } from "../gradebook/index.ts";
import { points } from "../report/numbers.ts";

/** Changes that are named one by one. */
const NAMED = 5;

export class Regrades {
  private readonly gradebook: Gradebook;
  private readonly running = new Set<string>();
  private readonly ended = new Map<string, string>();

  constructor(gradebook: Gradebook) {
    this.gradebook = gradebook;
  }

  /** Begins; false where it is under way already. */
  start(assignment: string, folder: string): boolean {
    if (this.running.has(assignment)) return false;
    this.running.add(assignment);
    regradeBatch({ folder, gradebook: this.gradebook })
      .then(inWords, (error: Error) => `Judging again stopped: ${error.message}`)
      .then((words) => {
        this.running.delete(assignment);
        this.ended.set(assignment, words);
      });
    return true;
  }

  /** What came of the last one, told once. */
  news(assignment: string): string | undefined {
    const words = this.ended.get(assignment);
    this.ended.delete(assignment);
    return words;
  }
}

function inWords({ results, changed, kept }: Regrading): string {
  const moves = changed.slice(0, NAMED).map(({ student, from, to }) => `${student} ${points(from)} → ${points(to)}`);
  const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : "";
  const anew = kept.length > 0 ? `; ${kept.length} must be graded anew (${kept[0].reason})` : "";
  const what = changed.length === 0 ? "no points changed" : `changed: ${moves.join(", ")}${more}`;
  return `${results.length - kept.length} judged again, ${what}${anew}.`;
}
