/** Checks in a student's own notebook: a passed one prints a line, a failed one throws and stops the cell. */
import { RandomState } from "gradlab/lib";
import type { Listener, Verdict } from "./verdict.ts";

/** A check that did not pass, with what was asked, what was found and the author's hint. */
export class CheckFailed extends Error {
  override name = "CheckFailed";
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(
      [`${verdict.label}: ${verdict.message}`, verdict.hint ? `hint: ${verdict.hint}` : ""].filter(Boolean).join("\n"),
    );
    this.verdict = verdict;
  }
}

export function notebookListener(): Listener {
  return {
    verdict(verdict) {
      if (!verdict.passed) throw new CheckFailed(verdict);
      const found = verdict.found === null ? "" : ` (${figure(verdict)})`;
      console.log(`passed: ${verdict.label}${found}`);
    },
    isFatal: () => false,
    cpuMs: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    peakMb: () => process.resourceUsage().maxRSS / 1024,
    random: () => new RandomState(),
    hide: () => {},
  };
}

function figure({ kind, found }: Verdict): string {
  if (kind === "close" || kind === "golden") return `relative error ${found!.toExponential(2)}`;
  if (kind === "accuracy") return `${(100 * found!).toFixed(1)}%`;
  return String(Number(found!.toPrecision(6)));
}
