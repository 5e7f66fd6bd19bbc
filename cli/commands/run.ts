/** `gradlab run NOTEBOOK`: runs a notebook in a fresh kernel, from top to bottom. */
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { CellRun } from "gradlab/kernel/client";
import { EXIT } from "../exit.ts";

interface RunOptions {
  output?: string;
  timeout?: string;
  allowErrors?: boolean;
  json?: boolean;
}

export function addRun(root: Command): void {
  root
    .command("run")
    .argument("<notebook>", "the .ipynb file to run, in its own folder")
    .description("run a notebook's cells in a fresh kernel and print what they show")
    .option("--output <file>", "write the notebook with its outputs to this file")
    .option("--timeout <seconds>", "time that each cell has; a cell that takes longer is interrupted")
    .option("--allow-errors", "go on after a cell that raised")
    .option("--json", "print the executed notebook as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every cell ran, 1 a cell raised, 2 wrong command line, 3 the notebook could not be run.",
    )
    .action(runFile);
}

async function runFile(file: string, options: RunOptions): Promise<void> {
  const { readNotebook, notebookText, writeNotebook } = await import("gradlab/kernel/notebook");
  const { runNotebook } = await import("gradlab/kernel/client");
  const notebook = readNotebook(file);
  const failures: string[] = [];
  const executed = await runNotebook(notebook, {
    cwd: dirname(resolve(file)),
    cellTimeoutMs: secondsToMs(options.timeout),
    allowErrors: options.allowErrors,
    onCell: (run) => {
      if (!options.json) print(run);
      if (run.result.status !== "ok") failures.push(`cell ${run.index + 1}: ${errorLine(run)}`);
    },
  });
  if (options.output) writeNotebook(options.output, executed);
  if (options.json) process.stdout.write(notebookText(executed));
  for (const failure of failures) console.error(`gradlab run: ${failure}`);
  process.exitCode = failures.length > 0 ? EXIT.failed : EXIT.ok;
}

function secondsToMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!(seconds > 0)) throw new Error(`--timeout: expected seconds above 0, got ${text}`);
  return seconds * 1000;
}

function errorLine({ result }: CellRun): string {
  const error = result.outputs.find((output) => output.output_type === "error");
  return error ? `${error.ename}: ${error.evalue}` : result.status;
}

/** Prints a cell's outputs as a terminal can show them. */
function print({ result }: CellRun): void {
  for (const output of result.outputs) {
    if (output.output_type === "stream") process[output.name].write(textOf(output.text));
    else if (output.output_type === "error") console.error(output.traceback.join("\n"));
    else console.log(textOf(output.data["text/plain"] ?? `<${Object.keys(output.data).join(", ")}>`));
  }
}

function textOf(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text);
}
