/** How a question ended, from what was thrown and how the student's process ended. */
import { constants } from "node:os";
import { type MembraneFailure, ProtocolViolation, StudentError } from "../membrane/failures.ts";
import type { SandboxLimits } from "../sandbox/limits.ts";
import type { SandboxReport } from "../sandbox/start.ts";
import type { QuestionOutcome } from "./result.ts";

export interface Ending {
  outcome: QuestionOutcome;
  error: string | null;
}

const MEMORY_WORDS = /out of memory|heap limit|Allocation failed|allocation failed|ENOMEM|bad_alloc/i;

/** An ending for a process that is gone. */
export function endingOfProcess(failure: MembraneFailure, report: SandboxReport, limits: SandboxLimits): Ending {
  if (failure instanceof ProtocolViolation)
    return { outcome: "violation", error: `the code wrote to the grader's channel: ${failure.message}` };
  if (report.reason === "wall") return { outcome: "timeout", error: `it took longer than ${limits.wallSeconds} s` };
  if (report.reason === "cpu" || report.signal === constants.signals.SIGXCPU)
    return { outcome: "timeout", error: `it used more than ${limits.cpuSeconds} s of CPU time` };
  if (report.reason === "output") return { outcome: "output", error: "it printed more than is allowed" };
  if (MEMORY_WORDS.test(report.output))
    return { outcome: "memory", error: `it needed more than ${limits.memoryMegabytes} MB of memory` };
  return { outcome: "crash", error: `${failure.message} (${exitWords(report)})` };
}

function exitWords({ exitCode, signal }: SandboxReport): string {
  return signal > 0 ? `ended by signal ${signal}` : `exit code ${exitCode}`;
}

/** An ending for something thrown while the process is well. */
export function endingOfThrown(thrown: unknown): Ending {
  if (thrown instanceof StudentError)
    return { outcome: "error", error: `${thrown.thrownName}: ${head(thrown.message)}` };
  const { name = "Error", message = String(thrown) } = (thrown ?? {}) as Error;
  return { outcome: "error", error: `what the code returned could not be used: ${name}: ${head(message)}` };
}

/** Enough of a message to act on; a student's message may be of any length. */
function head(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}...` : text;
}
