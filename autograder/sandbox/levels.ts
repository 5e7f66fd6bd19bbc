/** The ladder of isolation, best first, and in words what stays open on each step. */
import type { IsolationLevel } from "../grade/result.ts";

/** What the probe tries from inside. */
export type Attempt =
  | "read a file of the grader"
  | "write outside its own folder"
  | "read the grader's memory"
  | "see other processes"
  | "signal the grader"
  | "open a TCP connection"
  | "send a UDP packet"
  | "start another process";

export interface Level {
  name: IsolationLevel;
  /** How it is made. */
  means: string;
  /** Must be denied, or the level does not count as available. */
  denies: Attempt[];
  /** What student code could still do. */
  open: string;
  /** What to do to get this level. */
  mend: string;
}

const EVERYTHING: Attempt[] = [
  "read a file of the grader",
  "write outside its own folder",
  "read the grader's memory",
  "see other processes",
  "signal the grader",
  "open a TCP connection",
  "send a UDP packet",
  "start another process",
];

export const LEVELS: readonly Level[] = [
  {
    name: "namespaces",
    means: "own user or uid, mounts, processes, network, IPC and host name; Landlock; seccomp",
    denies: EVERYTHING,
    open: "nothing known short of a fault in the kernel or in the processor",
    mend: "allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, or an AppArmor profile), or grade as root",
  },
  {
    name: "landlock",
    means: "Landlock and seccomp",
    denies: EVERYTHING,
    open: "whether a file of a known name exists, and its size, can be asked; there is no private folder to write to",
    mend: "use Linux 5.13 or newer with Landlock among the security modules (lsm=landlock,...)",
  },
  {
    name: "uid",
    means: "another user id",
    denies: [
      "read a file of the grader",
      "write outside its own folder",
      "read the grader's memory",
      "signal the grader",
    ],
    open: "the network, other processes' names and arguments, every file that all users may read, and /tmp",
    mend: "grade as root, so that each sandbox gets a user id of its own",
  },
  {
    name: "none",
    means: "a separate process with limits",
    denies: [],
    open: "everything that the grader itself may do: read the hidden tests, change the scores, use the network",
    mend: "--allow-unsafe grades without a sandbox; only for code that you trust",
  },
];

export function levelOf(name: IsolationLevel): Level {
  return LEVELS.find((level) => level.name === name)!;
}

/** Whether `level` shuts in at least as well as `least`. */
export function atLeastAsTight(level: IsolationLevel, least: IsolationLevel): boolean {
  const place = (name: IsolationLevel) => LEVELS.findIndex((one) => one.name === name);
  return place(level) <= place(least);
}
