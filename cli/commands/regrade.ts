/** `gradlab regrade ASSIGNMENT`: judges stored replies again after points, tolerances or checks changed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Assignment, Gradebook, Regrading } from "gradlab/autograder";
import { assignmentOf, courseOption, isOfCourse, openCourse, withGradebook } from "../course.ts";
import { EXIT } from "../exit.ts";
import { loadOf, reportOn } from "../grade-course.ts";
import { progressLine } from "../progress-line.ts";

interface RegradeOptions {
  course: string;
  out: string;
  json?: boolean;
}

export function addRegrade(root: Command): void {
  root
    .command("regrade")
    .description("judge a graded class again, from stored replies: no student code runs")
    .argument("<assignment>", "folder of the assignment, as it is now, or its name in gradlab.yaml")
    .addOption(courseOption())
    .option("-o, --out <folder>", "the folder that `gradlab grade` wrote", "out/grades")
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every result was judged again, 1 some must be graded anew, 2 wrong command line, 3 nothing could be done.",
    )
    .action(run);
}

async function run(assignment: string, options: RegradeOptions): Promise<void> {
  if (isOfCourse(assignment, options.course)) return regradeCourse(assignment, options);
  const { loadAssignment, openGradebook, writeReports } = await import("gradlab/autograder");
  const file = join(options.out, "gradebook.sqlite");
  if (!existsSync(file))
    throw new Error(`expected a gradebook at ${file}: run \`gradlab grade\` first, or name its folder with --out`);
  const loaded = loadAssignment(assignment);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const gradebook = openGradebook(file);
  const regrading = await regradeAll(loaded.assignment, gradebook).finally(() => gradebook.close());
  const { title, questions } = loaded.assignment;
  const titles = Object.fromEntries(questions.map((one) => [one.id, one.title]));
  writeReports(regrading.results, options.out, { title, questions: titles });
  await tell(regrading, options);
}

/** With the course's points and tolerances as they are now; pages and tables are written anew. */
async function regradeCourse(name: string, options: RegradeOptions): Promise<void> {
  const open = await openCourse(options.course);
  const item = assignmentOf(open.course, name);
  const assignment = await loadOf(open, item);
  await withGradebook(open.course, async (gradebook) => {
    const regrading = await regradeAll(assignment, gradebook);
    await reportOn(open, item, gradebook);
    await tell(regrading, options);
  });
}

async function regradeAll({ name, folder }: Assignment, gradebook: Gradebook): Promise<Regrading> {
  const { regradeBatch } = await import("gradlab/autograder");
  const line = progressLine("regrading", gradebook.latest(name).length);
  const onResult = (result: { student: string }, { done }: { done: number }) => line.step(done, result.student);
  const regrading = await regradeBatch({ folder, gradebook, onResult });
  line.end();
  return regrading;
}

async function tell({ results, changed, kept }: Regrading, { json }: RegradeOptions): Promise<void> {
  const { summaryTable } = await import("gradlab/autograder");
  if (json) console.log(JSON.stringify({ results, changed, kept }, null, 2));
  else {
    console.log(summaryTable(results));
    for (const { student, from, to } of changed) console.log(`${student}: ${from} -> ${to} points`);
    console.log(
      `${results.length - kept.length} judged again, ${changed.length} changed, ${kept.length} to be graded anew`,
    );
    for (const { student, reason } of kept) console.error(`gradlab regrade: ${student}: ${reason}`);
  }
  if (kept.length > 0) process.exitCode = EXIT.failed;
}
