/** `gradlab validate`: which checks of a notebook fail, before it is handed in. */
import { type Command, InvalidArgumentError } from "commander";
import { EXIT } from "../exit.ts";

interface Options {
  source?: string;
  question?: string[];
  verbose?: boolean;
  timeout?: number;
  receipt?: string;
  json?: boolean;
}

interface Cell {
  index: number;
  gradeId: string | undefined;
  check: boolean;
  ok: boolean;
  error: string | null;
  printed: string;
}

export function addValidate(root: Command): void {
  root
    .command("validate")
    .description("run a notebook in a fresh kernel and report which of its checks fail")
    .argument("<notebook>", "the .ipynb file")
    .option("-q, --question <names...>", "only the checks of these questions, e.g. --question ReLU Conv2D")
    .option("-v, --verbose", "print every single check that passed")
    .option("--source <folder>", "folder of the source notebook, for hidden checks (instructors)")
    .option("--timeout <seconds>", "time that each cell has", seconds)
    .option("--receipt <file>", "write a receipt with the file's digest, to keep when you hand it in")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every check passed, 1 a check failed, 2 wrong command line, 3 no run possible.",
    )
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { source, question, verbose, timeout, receipt, json } = options;
  const { validate, writeReceipt } = await import("gradlab/autograder");
  const cellTimeoutMs = timeout === undefined ? undefined : timeout * 1000;
  const onCell = json ? undefined : (cell: Cell) => print(cell, verbose);
  const validation = await validate(file, { source, questions: question, cellTimeoutMs, onCell });
  const checks = validation.cells.filter(({ check }) => check);
  const passed = checks.filter(({ ok }) => ok).length;
  if (json) console.log(JSON.stringify(validation, null, 2));
  else console.log(`${passed} of ${checks.length} check cells passed`);
  if (receipt) {
    const { sha256 } = writeReceipt(receipt, file, validation);
    if (!json) console.log(`${receipt}: SHA-256 ${sha256}`);
  }
  if (!validation.ok) process.exitCode = EXIT.failed;
}

/** One line for each check, and for any other cell that raised. */
function print({ index, gradeId, check, ok, error, printed }: Cell, verbose = false): void {
  if (!check && ok) return;
  console.log(`${ok ? "passed" : "failed"}  cell ${index + 1}${gradeId ? ` (${gradeId})` : ""}`);
  if (check && verbose && printed) console.log(`        ${printed.trimEnd().replaceAll("\n", "\n        ")}`);
  if (error) console.log(`        ${error.replaceAll("\n", "\n        ")}`);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError(`expected seconds above 0, got "${text}"`);
  return value;
}
