/** `gradlab verify`: an instructor's proof that an assignment grades as it should. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { EXIT } from "../exit.ts";
import type { AccuracyPrintOptions } from "../verify/accuracies.ts";
import type { SampleOptions } from "../verify/samples.ts";

interface Options extends SampleOptions, AccuracyPrintOptions {
  all?: boolean;
  golden?: boolean;
  accuracy?: boolean;
}

export function addVerify(root: Command): void {
  root
    .command("verify")
    .description("grade the sample class: reference, empty, every mutant and every cheat must get what its file says")
    .argument("[assignment]", "folder of the assignment, e.g. assignments/fully-connected-nets")
    .option("--all", "every assignment in a folder of assignments (default: assignments), a summary line each")
    .option("--only <pattern>", "only samples whose name matches, e.g. '^mutant-adam'", pattern)
    .option("-j, --jobs <n>", "grading processes (default: one per core)", wholeNumber)
    .option("--seed <n>", "seed of the fresh inputs (default: drawn)", wholeNumber)
    .option("--allow-unsafe", "go on where this machine cannot shut student code in")
    .option("--golden", "print published figures beside the reference's instead of grading")
    .option("--accuracy", "train the reference's networks and print what they reach instead of grading")
    .addOption(new Option("--data <source>", "with --accuracy: what to train on").choices(["synthetic", "real"]))
    .option("--junit <file>", "also write JUnit XML, for CI")
    .option("--out <file>", "with --accuracy: also write the table as Markdown")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 everything is as it must be, 1 something is not, 2 wrong command line, 3 nothing could be done.",
    )
    .action(run);
}

async function run(folder: string | undefined, options: Options, command: Command): Promise<void> {
  if (folder === undefined && !options.all) command.error("expected the folder of an assignment, or --all");
  const { openFolders } = await import("../verify/folders.ts");
  const assignments = await openFolders(folder, options.all);
  const ok = await (await judgeOf(options))(assignments, options);
  if (!ok) process.exitCode = EXIT.failed;
}

/** What is asked for; each prints, and answers whether all is well. */
async function judgeOf({ golden, accuracy }: Options) {
  if (golden) return (await import("../verify/figures.ts")).printFigures;
  if (accuracy) return (await import("../verify/accuracies.ts")).printAccuracies;
  return (await import("../verify/samples.ts")).printSamples;
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`expected a whole number, got "${text}"`);
  return Number(text);
}
