/** `gradlab stats ASSIGNMENT`: how a class did, question by question, and what cost points. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { assignmentOf, courseOption, openCourse, withGradebook } from "../course.ts";

export function addStats(root: Command): void {
  root
    .command("stats")
    .description("per question: mean, spread, reasons for lost points, time; on the terminal and as a page")
    .argument("<assignment>", "name of the assignment in gradlab.yaml")
    .addOption(courseOption())
    .option("-o, --out <file>", "the page (default: reports/NAME/stats.html in the course)")
    .option("--json", "print JSON")
    .action(run);
}

async function run(name: string, options: { course: string; out?: string; json?: boolean }): Promise<void> {
  const { classStats, loadAssignment, statsPage, statsTable } = await import("gradlab/autograder");
  const { course } = await openCourse(options.course);
  const item = assignmentOf(course, name);
  const entries = await withGradebook(course, (gradebook) => gradebook.counted(item.name));
  if (entries.length === 0)
    throw new Error(`${name}: expected graded submissions, got none: run \`gradlab grade ${name}\``);
  const stats = classStats(entries.map(({ result }) => result));
  const loaded = loadAssignment(item.folder);
  const titles = loaded.ok ? Object.fromEntries(loaded.assignment.questions.map(({ id, title }) => [id, title])) : {};
  const file = options.out ?? join(course.folder, "reports", item.name, "stats.html");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, statsPage(item.title, stats, titles));
  console.log(options.json ? JSON.stringify(stats, null, 2) : `${statsTable(stats)}\n\n${file}`);
}
