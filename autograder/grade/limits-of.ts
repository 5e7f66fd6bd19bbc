import { DEFAULT_LIMITS, type SandboxLimits } from "../sandbox/limits.ts";
import type { Assignment, Question } from "../source/index.ts";

/** What a cell's metadata may say: `"gradlab": { "limits": { "seconds": 120, "megabytes": 4096 } }`. */
interface LimitsMetadata {
  seconds?: number;
  megabytes?: number;
}

/** The limits of a question: the largest that its cells ask for, else the usual ones. */
export function limitsOf(assignment: Assignment, question: Question): SandboxLimits {
  const asked = [...question.solutions, ...question.checks].map(({ index }) => {
    const ours = assignment.notebook.cells[index].metadata.gradlab as { limits?: LimitsMetadata } | undefined;
    return ours?.limits ?? {};
  });
  const largest = (name: keyof LimitsMetadata, usual: number) =>
    Math.max(0, ...asked.map((limits) => (Number.isFinite(limits[name]) ? limits[name]! : 0))) || usual;
  const cpuSeconds = largest("seconds", DEFAULT_LIMITS.cpuSeconds);
  const memoryMegabytes = largest("megabytes", DEFAULT_LIMITS.memoryMegabytes);
  // Twice, since the grader computes meanwhile and shares the cores.
  return { ...DEFAULT_LIMITS, wallSeconds: 2 * cpuSeconds, cpuSeconds, memoryMegabytes };
}
