/** `gradlab regrade ASSIGNMENT`: judges stored replies again after points, tolerances or checks changed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { progressLine } from "../progress-line.ts";

interface RegradeOptions {
  out: string;
  json?: boolean;
}

export function addRegrade(root: Command): void {
  root
    .command("regrade")
    .description("judge a graded class again, from stored replies: no student code runs")
    .argument("<assignment>", "folder of the assignment, as it is now")
    .option("-o, --out <folder>", "the folder that `gradlab grade` wrote", "out/grades")
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every result was judged again, 1 some must be graded anew, 2 wrong command line, 3 nothing could be done.",
    )
    .action(run);
}

async function run(folder: string, options: RegradeOptions): Promise<void> {
  const { loadAssignment, openGradebook, regradeBatch, summaryTable, writeReports } = await import(
    "gradlab/autograder"
  );
  const file = join(options.out, "gradebook.sqlite");
  if (!existsSync(file))
    throw new Error(`expected a gradebook at ${file}: run \`gradlab grade\` first, or name its folder with --out`);
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const gradebook = openGradebook(file);
  const line = progressLine("regrading", gradebook.latest(loaded.assignment.name).length);
  const onResult = (result: { student: string }, { done }: { done: number }) => line.step(done, result.student);
  const { results, changed, kept } = await regradeBatch({ folder, gradebook, onResult });
  line.end();
  gradebook.close();
  const { title, questions } = loaded.assignment;
  writeReports(results, options.out, {
    title,
    questions: Object.fromEntries(questions.map((one) => [one.id, one.title])),
  });
  if (options.json) console.log(JSON.stringify({ results, changed, kept }, null, 2));
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
