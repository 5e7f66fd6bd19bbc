/** Runs a kernel in this process until it is shut down. */
import type { ChildProcess } from "node:child_process";
import { readConnection } from "../wire/connection.ts";
import { boundedLog } from "./log.ts";
import { spawnExecutor } from "./spawn-executor.ts";

/** Starts the kernel that `connectionFile` describes, and ends the process with it. The present folder becomes that of the cells. */
export async function runKernelProcess(connectionFile: string): Promise<void> {
  const connection = readConnection(connectionFile);
  // Node's own printer of warnings goes: ours are told once in the log, and no terminal fills up.
  const log = process.env.GRADLAB_QUIET ? () => {} : boundedLog((line) => process.stderr.write(line));
  process.removeAllListeners("warning");
  process.on("warning", ({ message }) => log(message));
  const executors = { cwd: process.cwd(), env: process.env };
  // The executor takes longest to start, so it goes first: the server is loaded meanwhile.
  let first: ChildProcess | undefined = spawnExecutor(executors);
  const spawn = () => {
    const child = first ?? spawnExecutor(executors);
    first = undefined;
    return child;
  };
  const { KernelServer } = await import("./server.ts");
  const server = await KernelServer.start({
    connection,
    ...executors,
    log,
    spawn,
    onEnd: () => process.exit(0),
  });
  if (process.env.JPY_PARENT_PID) endWithParent(() => void server.end());
  process.on("SIGINT", () => server.interrupt());
  process.on("SIGTERM", () => void server.end());
}

/** How often (ms) the parent is looked after. */
const PARENT_MS = 1_000;

/** A kernel whose client was killed has nobody to shut it down: it ends when its parent is another one. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, PARENT_MS);
  timer.unref();
}
