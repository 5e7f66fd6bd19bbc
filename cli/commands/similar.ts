/** `gradlab similar ASSIGNMENT`: pairs of students whose code is alike, ranked, side by side on a page. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { SimilarPair, Work } from "gradlab/autograder";
import { assignmentOf, courseOption, openCourse, sourceFolder } from "../course.ts";

interface Options {
  course: string;
  out?: string;
  least: number;
  json?: boolean;
}

export function addSimilar(root: Command): void {
  root
    .command("similar")
    .description("find copied code across a class; what everybody was given does not count")
    .argument("<assignment>", "name of the assignment in gradlab.yaml")
    .addOption(courseOption())
    .option("-o, --out <file>", "the page with pairs side by side (default: reports/NAME/similar.html in the course)")
    .option("--least <share>", "leave out pairs that are less alike, 0 to 1", share, 0.5)
    .option("--json", "print JSON")
    .action(run);
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError("expected a share from 0 to 1");
  return value;
}

async function run(name: string, { course: folder, out, least, json }: Options): Promise<void> {
  const { compareWorks, similarPage } = await import("gradlab/autograder");
  const { course, roster } = await openCourse(folder);
  const item = assignmentOf(course, name);
  const released = await releasedCells(await sourceFolder(course, item));
  const works = await handedIn(
    course.folder,
    item.name,
    roster.map(({ id }) => id),
    released,
  );
  const pairs = compareWorks(works, { template: released.join("\n\n"), least });
  const file = out ?? join(course.folder, "reports", item.name, "similar.html");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, similarPage(item.title, pairs, works.length));
  if (json) console.log(JSON.stringify(pairs.map(short), null, 2));
  else {
    for (const { left, right, similarity, longest } of pairs.map(short))
      console.log(`${Math.round(100 * similarity)}%  ${left}  ${right}  (longest run ${longest})`);
    console.log(`${works.length} works compared, ${pairs.length} pairs: ${file}`);
  }
}

function short({ left, right, similarity, longest }: SimilarPair) {
  return { left: left.student, right: right.student, similarity, longest };
}

/** The code cells that students get. */
async function releasedCells(folder: string): Promise<string[]> {
  const { loadAssignment, release } = await import("gradlab/autograder");
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const { cells } = release(loaded.assignment.notebook);
  return cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source);
}

/** Each student's newest work. */
async function handedIn(course: string, assignment: string, students: string[], released: string[]): Promise<Work[]> {
  const { Inbox, studentCode } = await import("gradlab/autograder");
  const inbox = new Inbox(course, assignment);
  const given = new Set(released.map((text) => text.trim()));
  return students.flatMap((student) => {
    const newest = inbox.attempts(student).at(-1);
    return newest ? [{ student, code: studentCode(readFileSync(newest.file), given).code }] : [];
  });
}
