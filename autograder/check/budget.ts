/** Time and memory budgets, measured on the process that runs the student's code. */
import type { Listener, Verdict } from "./verdict.ts";

/** Runs the work; the value is given back whether or not the budget held. */
export function budgetVerdict<T>(
  label: string,
  work: () => T,
  { seconds, megabytes }: { seconds?: number; megabytes?: number },
  listener: Listener,
): { verdict: Pick<Verdict, "label" | "kind" | "asked"> & Partial<Verdict>; value: T } {
  const before = listener.cpuMs();
  const value = work();
  const used = (listener.cpuMs() - before) / 1000;
  const peak = listener.peakMb();
  const limits = [
    seconds === undefined ? "" : `${seconds} s of CPU time`,
    megabytes === undefined ? "" : `${megabytes} MB`,
  ].filter(Boolean);
  const over = [
    seconds !== undefined && used > seconds ? `it took ${used.toFixed(2)} s` : "",
    megabytes !== undefined && peak > megabytes ? `it used ${Math.round(peak)} MB` : "",
  ].filter(Boolean);
  const message = over.length ? `${over.join(" and ")}; at most ${limits.join(" and ")} are allowed` : null;
  return {
    verdict: {
      label,
      kind: "budget",
      asked: `at most ${limits.join(" and ")}`,
      found: used,
      tolerance: seconds ?? null,
      message,
    },
    value,
  };
}
