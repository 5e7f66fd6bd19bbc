/** Memory of a process and all that it started, from Linux's /proc. */
import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of the whole tree in MB: pages that processes share count in each, as tools such as `ps` have it. */
export function residentMb(pid: number): number {
  return tree(pid).reduce((sum, one) => sum + field(one, "Rss"), 0) / 1024;
}

/** Memory of the whole tree in MB, with shared pages counted once (proportional set size). */
export function proportionalMb(pid: number): number {
  return tree(pid).reduce((sum, one) => sum + field(one, "Pss"), 0) / 1024;
}

function tree(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" "),
    );
    return [pid, ...children.filter((child) => child.trim() !== "").flatMap((child) => tree(Number(child)))];
  } catch {
    return [];
  }
}

function field(pid: number, name: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
