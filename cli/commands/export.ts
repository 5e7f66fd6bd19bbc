/** `gradlab export FORMAT`: grades in the form that another system takes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Argument, type Command } from "commander";
import type { CourseRow, Gradebook } from "gradlab/autograder";
import {
  assignmentOf,
  assignmentsOf,
  courseOption,
  maxPoints,
  openCourse,
  sourceFolder,
  withGradebook,
} from "../course.ts";

interface Options {
  course: string;
  out?: string;
  worksheet?: string;
  json?: boolean;
}

const FORMATS = ["csv", "canvas", "moodle", "nbgrader", "junit", "gradescope"] as const;
type Format = (typeof FORMATS)[number];

/** File below the course's `exports/` where no other is named. */
const FILES: Record<Format, string> = {
  csv: "grades.csv",
  canvas: "canvas.csv",
  moodle: "moodle.csv",
  nbgrader: "nbgrader.csv",
  junit: "junit.xml",
  gradescope: "autograder.zip",
};

export function addExport(root: Command): void {
  root
    .command("export")
    .description(
      "write grades for another system, lateness and hand-given points included; `gradescope` makes an autograder zip",
    )
    .addArgument(new Argument("<format>", "the form").choices(FORMATS))
    .argument("[assignments...]", "names in gradlab.yaml; all of them where none is named")
    .addOption(courseOption())
    .option("-o, --out <file>", "the file to write (default: exports/ in the course)")
    .option("--worksheet <file>", "moodle: the grading worksheet that was downloaded, which is filled in")
    .option("--json", "print JSON")
    .action(run);
}

async function run(format: Format, names: string[], options: Options): Promise<void> {
  const opened = await openCourse(options.course);
  const out = options.out ?? join(opened.course.folder, "exports", FILES[format]);
  mkdirSync(dirname(out), { recursive: true });
  const told =
    format === "gradescope"
      ? await writeAutograder(opened, names, out)
      : await withGradebook(opened.course, (book) => writeGrades(format, opened, names, { ...options, out }, book));
  if (options.json) console.log(JSON.stringify({ file: out, ...told }, null, 2));
  else console.log(`${out}: ${told.words}`);
}

type Opened = Awaited<ReturnType<typeof openCourse>>;

/** The autograder zip of one assignment, for Gradescope's programming assignments. */
async function writeAutograder({ course }: Opened, names: string[], out: string) {
  const { gradescopeAutograder } = await import("gradlab/autograder");
  if (names.length !== 1) throw new Error(`export gradescope: expected one assignment, got ${names.length}`);
  const made = await gradescopeAutograder(await sourceFolder(course, assignmentOf(course, names[0])), out);
  return {
    words: `autograder of ${names[0]}, ${made.files} files, ${made.bytes} bytes: upload it under "Configure Autograder"`,
  };
}

async function writeGrades(
  format: Exclude<Format, "gradescope">,
  { course, roster }: Opened,
  names: string[],
  { worksheet, out }: Options & { out: string },
  gradebook: Gradebook,
) {
  const { gradeRows } = await import("gradlab/autograder");
  const items = assignmentsOf(course, names);
  const rows: CourseRow[] = [];
  for (const item of items) {
    const max = await maxPoints(course, item);
    rows.push(...gradeRows({ courseFolder: course.folder, item, roster, gradebook, max }));
  }
  const { text, notes } = await textOf(format, rows, worksheet);
  writeFileSync(out, text);
  for (const note of notes) console.error(`gradlab export: ${note}`);
  const total = rows.reduce((sum, { score }) => sum + Math.round(score * 100), 0) / 100;
  return { words: `${rows.length} rows, ${total} points in all`, rows: rows.length, total };
}

async function textOf(format: Exclude<Format, "gradescope">, rows: CourseRow[], worksheet: string | undefined) {
  const { canvasCsv, courseCsv, fillMoodleWorksheet, junitXml, nbgraderCsv } = await import("gradlab/autograder");
  if (format === "csv") return { text: courseCsv(rows), notes: [] };
  if (format === "canvas") return { text: canvasCsv(rows), notes: [] };
  if (format === "nbgrader") return { text: nbgraderCsv(rows), notes: [] };
  if (format === "junit") return { text: junitXml(rows.flatMap(({ result }) => (result ? [result] : []))), notes: [] };
  if (worksheet === undefined)
    throw new Error(
      "export moodle: expected --worksheet FILE, the grading worksheet downloaded from the assignment's page",
    );
  const filling = fillMoodleWorksheet(readFileSync(worksheet, "utf8"), rows);
  if (!filling.ok) throw new Error(`${worksheet}: ${filling.message}`);
  return { text: filling.text, notes: filling.unmatched.map((id) => `the worksheet has no row for ${id}`) };
}
