/** Memory of a process and everything that it started, on Linux. */
import { readdirSync, readFileSync } from "node:fs";

/** Resident memory in MB of the process `pid` and all its descendants. */
export function treeMegabytes(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (/^\d+$/.test(name)) parents.set(Number(name), field(Number(name), "PPid"));
  }
  const belongs = (one: number): boolean => one === pid || (parents.has(one) && belongs(parents.get(one) as number));
  let kilobytes = 0;
  for (const one of parents.keys()) if (belongs(one)) kilobytes += field(one, "VmRSS");
  return kilobytes / 1024;
}

function field(pid: number, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    // The process has just ended.
    return 0;
  }
}
