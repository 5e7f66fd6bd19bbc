/** Errors that nobody caught, and the end of the process: told to the student. The executor lives on where it can. */
import type { Executor } from "./executor.ts";
import type { StreamGatherer } from "./streams.ts";

/** Reports uncaught errors and rejections, and flushes output when the process ends. */
export function reportStrays(executor: Executor, gatherer: StreamGatherer): void {
  process.on("uncaughtException", (error) => executor.reportStray(error));
  process.on("unhandledRejection", (reason) => executor.reportStray(reason));
  process.on("warning", (warning) => {
    // The module loader's own use of Node's experimental vm modules is of no interest to a student.
    if (warning.name === "ExperimentalWarning" && /^vm\b/i.test(warning.message)) return;
    process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  process.on("exit", () => gatherer.flush());
  // Interrupts come through the watching thread; the signal that a terminal sends to the whole group must not end the process.
  process.on("SIGINT", () => {});
}
