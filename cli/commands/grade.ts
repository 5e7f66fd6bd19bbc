/** `gradlab grade ASSIGNMENT SUBMISSIONS...`: grades a class and writes what students and instructors read. */
import { existsSync, lstatSync } from "node:fs";
import { basename, join, parse } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Batch, HandedIn, SubmissionResult } from "gradlab/autograder";
import { assignmentOf, courseOption, isOfCourse, openCourse, withGradebook, withScratch } from "../course.ts";
import { EXIT } from "../exit.ts";
import { countedSubmissions, loadOf, rejectedOf, reportOn } from "../grade-course.ts";
import { progressLine } from "../progress-line.ts";

interface GradeOptions {
  course: string;
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
    .argument(
      "<assignment>",
      "folder of the assignment, e.g. assignments/fully-connected-nets, or its name in gradlab.yaml",
    )
    .argument("[submissions...]", "notebooks, folders or zip archives; in a course: none, what was collected is graded")
    .addOption(courseOption())
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

async function run(assignment: string, paths: string[], options: GradeOptions): Promise<void> {
  if (paths.length === 0 && isOfCourse(assignment, options.course)) return gradeCourse(assignment, options);
  if (paths.length === 0)
    throw new Error("grade: expected notebooks, folders or zip archives of submissions, got none");
  await withScratch((scratch) => gradeInto(assignment, paths, options, scratch));
}

/** What counts of each student, into the course's gradebook and reports. */
async function gradeCourse(name: string, options: GradeOptions): Promise<void> {
  const open = await openCourse(options.course);
  const item = assignmentOf(open.course, name);
  const { folder } = await loadOf(open, item);
  const submissions = await countedSubmissions(open, item);
  if (submissions.length === 0)
    throw new Error(`${name}: nothing was handed in yet: \`gradlab collect ${name} DOWNLOAD\``);
  await withGradebook(open.course, async (gradebook) => {
    const batch = await gradeAll({ folder, submissions, gradebook }, options);
    const { rows, index, grades } = await reportOn(open, item, gradebook, rejectedOf(batch));
    await tell(batch, submissions.length, { grades, index, feedback: join(index, "..", "feedback") }, options);
    const missing = rows.filter(({ attempt }) => attempt.of === 0).length;
    if (missing > 0 && !options.json) console.log(`${missing} of ${rows.length} students handed in nothing`);
  });
}

async function gradeInto(folder: string, paths: string[], options: GradeOptions, scratch: string): Promise<void> {
  const { loadAssignment, openGradebook, writeReports } = await import("gradlab/autograder");
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const { name, title, questions } = loaded.assignment;
  const submissions = await handedIn(paths, name, scratch);
  const gradebook = openGradebook(join(options.out, "gradebook.sqlite"));
  const batch = await gradeAll({ folder, submissions, gradebook }, options).finally(() => gradebook.close());
  const words = { title, questions: Object.fromEntries(questions.map((question) => [question.id, question.title])) };
  const { grades, index } = writeReports(batch.results, options.out, words);
  await tell(batch, submissions.length, { grades, index, feedback: join(options.out, "feedback") }, options);
}

type Work = Pick<import("gradlab/autograder").BatchOptions, "folder" | "submissions" | "gradebook">;

async function gradeAll(work: Work, options: GradeOptions): Promise<Batch> {
  const { gradeBatch, terminalLine } = await import("gradlab/autograder");
  const line = progressLine("grading", work.submissions.length);
  const { requireIsolation: require, isolation: exactly, allowUnsafe, jobs, again } = options;
  const isolation = { require, exactly, allowUnsafe: allowUnsafe || exactly === "none" };
  const batch = await gradeBatch({
    ...{ ...work, isolation, jobs, again },
    onResult: (result, { done, fromGradebook }) =>
      line.step(done, fromGradebook ? "kept" : terminalLine(result.student, 40)),
  });
  line.end();
  return batch;
}

type Written = Record<"grades" | "index" | "feedback", string>;

async function tell(batch: Batch, total: number, { grades, index, feedback }: Written, { json }: GradeOptions) {
  const { summaryTable } = await import("gradlab/autograder");
  if (json) console.log(JSON.stringify(batch.results, null, 2));
  else {
    console.log(summaryTable(batch.results));
    console.log(`isolation ${batch.level}; ${batch.graded} graded now, ${total - batch.graded} known before`);
    console.log(`grades ${grades}, feedback ${feedback}, overview ${index}`);
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
