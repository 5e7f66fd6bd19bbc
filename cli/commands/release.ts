/** `gradlab release`: from a source notebook to what students get: the notebook, a page on how to begin, and both as a zip. */
import { join } from "node:path";
import type { Command } from "commander";
import type { Assignment } from "gradlab/autograder";
import { assignmentOf, courseOption, isOfCourse, openCourse } from "../course.ts";
import { loadOf } from "../grade-course.ts";

interface Options {
  course: string;
  out?: string;
  json?: boolean;
}

export function addRelease(root: Command): void {
  root
    .command("release")
    .description("make the student release of an assignment: solutions become stubs, hidden tests and outputs go")
    .argument(
      "<assignment>",
      "folder of the assignment, e.g. assignments/fully-connected-nets, or its name in gradlab.yaml",
    )
    .addOption(courseOption())
    .option("-o, --out <folder>", "where <name>/ and <name>.zip go (default: out/release, or release/ in the course)")
    .option("--json", "print JSON")
    .action(run);
}

async function run(name: string, options: Options): Promise<void> {
  const { packRelease } = await import("gradlab/autograder");
  const { assignment, out, due } = isOfCourse(name, options.course)
    ? await ofCourse(name, options)
    : await ofFolder(name);
  const { notebook, zip } = await packRelease(assignment, options.out ?? out, { due });
  const { questions, points } = assignment;
  if (options.json) console.log(JSON.stringify({ file: notebook, zip, questions: questions.length, points }, null, 2));
  else console.log(`${notebook}: ${questions.length} questions, ${points} points\n${zip}: for students`);
}

interface Released {
  assignment: Assignment;
  out: string;
  due?: string;
}

async function ofFolder(folder: string): Promise<Released> {
  const { loadAssignment } = await import("gradlab/autograder");
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return { assignment: loaded.assignment, out: join("out", "release") };
}

async function ofCourse(name: string, options: Options): Promise<Released> {
  const open = await openCourse(options.course);
  const item = assignmentOf(open.course, name);
  const due =
    item.due === undefined ? undefined : `${new Date(item.due).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return { assignment: await loadOf(open, item), out: join(open.course.folder, "release"), due };
}
