/** Starts the process that runs the cells. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { executorEnvironment } from "./executor-environment.ts";

const MAIN = fileURLToPath(new URL("../executor/main.js", import.meta.url));

/** Starts an executor in the notebook's folder. Descriptors 3 to 5 are its pipes to the kernel process (executor/channel.ts). */
export function spawnExecutor({ cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): ChildProcess {
  return spawn(process.execPath, ["--experimental-vm-modules", "--no-warnings", MAIN], {
    cwd,
    env: executorEnvironment(env),
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
    // A group of its own: what the cells started ends with the executor, and an interrupt reaches it.
    detached: true,
  });
}
