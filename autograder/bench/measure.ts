/** Measures a command with all its processes: CPU seconds, wall seconds, peak memory (measure.py does the looking). */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export interface Measured {
  /** Exit code. */
  code: number;
  /** User and system seconds of all processes. */
  cpu: number;
  wall: number;
  /** Peak of the sum of proportional set sizes, in MiB, looked at ten times a second. */
  megabytes: number;
}

export function measure(
  python: string,
  sources: string,
  command: readonly string[],
  cwd: string,
  log: string,
): Measured {
  const env = { ...peersEnvironment(python), MEASURE_LOG: log };
  return JSON.parse(execFileSync(python, [join(sources, "measure.py"), ...command], { cwd, encoding: "utf8", env }));
}

/** The Python environment's own commands first, and one thread per process, since one core is what is compared. */
export function peersEnvironment(python: string): NodeJS.ProcessEnv {
  const PATH = `${join(python, "..")}:${process.env.PATH}`;
  return { ...process.env, PATH, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
}

/** The middle value; the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
