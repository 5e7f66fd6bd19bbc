/** `gradlab grade ASSIGNMENT SUBMISSIONS...`: grades a class and writes what students and instructors read. */
import { existsSync, lstatSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, parse } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { HandedIn, SubmissionResult } from "gradlab/autograder";
import { EXIT } from "../exit.ts";
import { progressLine } from "../progress-line.ts";

interface GradeOptions {
  out: string;
  jobs?: number;
  json?: boolean;
  again?: boolean;
  requireIsolation?: SubmissionResult["isolation"];
  isolation?: SubmissionResult["isolation"];
  allowUnsafe?: boolean;
}

const LEVEL_NAMES = ["namespaces", "landlock", "uid", "none"];

export function addGrade(root: Command): void {
  root
    .command("grade")
    .description("grade submissions; killed at any moment, the same command goes on where it stopped")
    .argument("<assignment>", "folder of the assignment, e.g. assignments/fully-connected-nets")
    .argument("<submissions...>", "notebooks, folders or zip archives of submissions")
    .option("-o, --out <folder>", "where grades.csv, feedback/ and the gradebook go", "out/grades")
    .option("-j, --jobs <n>", "submissions graded at a time (default: as many as cores)", wholeNumber)
    .addOption(new Option("--require-isolation <level>", "refuse to grade below this level").choices(LEVEL_NAMES))
    .addOption(new Option("--isolation <level>", "grade at exactly this level").choices(LEVEL_NAMES))
    .option("--allow-unsafe", "grade without a sandbox where there is none; only for code that you trust")
    .option("--again", "grade again what the gradebook already has")
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every submission was graded, 1 some could not be, 2 wrong command line, 3 nothing could be graded.",
    )
    .action(run);
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]*$/.test(text)) throw new InvalidArgumentError("expected a whole number from 1");
  return Number(text);
}

async function run(folder: string, paths: string[], options: GradeOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "gradlab-collected-"));
  try {
    await gradeInto(folder, paths, options, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function gradeInto(folder: string, paths: string[], options: GradeOptions, scratch: string): Promise<void> {
  const { gradeBatch, loadAssignment, openGradebook, summaryTable, terminalLine, writeReports } = await import(
    "gradlab/autograder"
  );
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const submissions = await handedIn(paths, loaded.assignment.name, scratch);
  const gradebook = openGradebook(join(options.out, "gradebook.sqlite"));
  const line = progressLine("grading", submissions.length);
  const { requireIsolation: require, isolation: exactly, allowUnsafe } = options;
  const isolation = { require, exactly, allowUnsafe: allowUnsafe || exactly === "none" };
  const batch = await gradeBatch({
    ...{ folder, submissions, gradebook, isolation, jobs: options.jobs, again: options.again },
    onResult: (result, { done, fromGradebook }) =>
      line.step(done, fromGradebook ? "kept" : terminalLine(result.student, 40)),
  });
  line.end();
  gradebook.close();
  const { title, questions } = loaded.assignment;
  const words = { title, questions: Object.fromEntries(questions.map((question) => [question.id, question.title])) };
  const written = writeReports(batch.results, options.out, words);
  if (options.json) console.log(JSON.stringify(batch.results, null, 2));
  else {
    console.log(summaryTable(batch.results));
    console.log(
      `isolation ${batch.level}; ${batch.graded} graded now, ${submissions.length - batch.graded} known before`,
    );
    console.log(`grades ${written.grades}, feedback ${join(options.out, "feedback")}, overview ${written.index}`);
  }
  if (batch.results.some(({ rejected }) => rejected !== null)) process.exitCode = EXIT.failed;
}

/** One submission per student, from files, folders and archives. */
async function handedIn(paths: string[], assignment: string, scratch: string): Promise<HandedIn[]> {
  const { collect, terminalLine } = await import("gradlab/autograder");
  const all: HandedIn[] = [];
  for (const path of paths) {
    if (!existsSync(path)) throw new Error(`expected a notebook, a folder or a zip archive, got nothing at ${path}`);
    if (lstatSync(path).isFile() && path.endsWith(".ipynb")) {
      all.push({ student: parse(path).name, file: path });
      continue;
    }
    const collected = await collect(path, { assignment, scratch });
    if (!collected.ok) throw new Error(`${basename(path)}: ${collected.reason}`);
    for (const { entry, reason } of collected.value.refused)
      console.error(`gradlab grade: ${terminalLine(entry)}: not used: ${reason}`);
    all.push(...collected.value.submissions);
  }
  return all;
}
