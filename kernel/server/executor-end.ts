/** Why an executor ended, in words for the student. */
import type { ErrorContent } from "../channel/protocol.ts";

const LOST = "All variables are lost; a fresh executor is ready: run your cells again from the top.";

/** What to say when the process ended with `code` or `signal`; `lastWords` is the end of its stderr. */
export function endOfExecutor(code: number | null, signal: string | null, lastWords: string): ErrorContent {
  if (/heap out of memory|Array buffer allocation failed/.test(lastWords))
    return content(
      "OutOfMemory",
      "the code needed more memory than the process may have.",
      "Raise the limit with `gradlab kernel install --env NODE_OPTIONS=--max-old-space-size=8192` (in MB).",
    );
  if (signal === "SIGSEGV" || signal === "SIGBUS" || signal === "SIGILL" || signal === "SIGFPE")
    return content("ExecutorCrashed", `native code crashed the process (${signal}).`);
  if (signal === "SIGKILL")
    return content(
      "ExecutorKilled",
      "the process was killed from outside (SIGKILL), for instance by the system for want of memory.",
    );
  if (signal) return content("ExecutorEnded", `the process was ended by ${signal}.`);
  return content(
    "ExecutorExited",
    `the process ended with code ${code}${code === 134 ? " (abort)" : ": process.exit was called"}.`,
  );
}

/** What to say when an interrupted cell did not come back from native code. */
export function notInterruptible(afterMs: number): ErrorContent {
  return content(
    "Interrupted",
    `the cell ran native code that did not return within ${afterMs / 1000} s of the interrupt, so its process was ended.`,
  );
}

function content(ename: string, what: string, advice = ""): ErrorContent {
  const evalue = [what, LOST, advice].filter(Boolean).join(" ");
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/** What to say of a cell that was interrupted before it began. */
export function interrupted(): ErrorContent {
  const evalue = "the cell was interrupted before it began";
  return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
}
