/**
 * A whole term, played through the command line as an instructor plays it: a course is made, assignments verified and released,
 * submissions collected from other systems, graded, read, returned, and exported; then every export is read back.
 */
import { execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadAssignment, openGradebook } from "gradlab/autograder";
import { type Delivery, gradescopeDownload, moodleDownload, moodleWorksheet, nbgraderInbound } from "./downloads.ts";
import { notebooksOf } from "./notebooks.ts";
import { differences, expectedCents, READERS, readWorksheet, type TermRule } from "./read-back.ts";
import { type MadeStudent, makeClass } from "./students.ts";

const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
const [FIRST, SECOND] = ["first-steps", "second-steps"];
const DUE = new Map([
  [FIRST, Date.parse("2027-03-01T22:59:00Z")],
  [SECOND, Date.parse("2027-03-15T22:59:00Z")],
]);
const RULE: TermRule = { due: DUE, perDay: 10, cap: 50, acceptDays: 7 };

export interface TermReport {
  students: number;
  handedIn: number;
  /** What a read-back found wrong; empty where every figure agrees. */
  wrong: string[];
  /** Sum of all points that count, in points. */
  total: number;
  /** Pairs that `similar` found alike, of the copies that there are. */
  copies: { found: number; there: number };
}

/** Plays the term in `folder`, which must be new. `log` hears what is done. */
export async function playTerm(folder: string, size: number, log: (line: string) => void): Promise<TermReport> {
  const term = new Term(folder, size, log);
  term.makeCourse();
  for (const name of [FIRST, SECOND]) term.run("verify", [join(folder, "assignments", name)], "verified");
  for (const name of [FIRST, SECOND]) term.run("release", [name], "released");
  const handedIn = (await term.collectFirst()) + (await term.collectSecond());
  for (const name of [FIRST, SECOND]) term.run("grade", [name], "graded", 1);
  term.readAnswers();
  term.run("feedback", [], "feedback pages written");
  for (const name of [FIRST, SECOND]) term.run("stats", [name], "statistics written");
  const copies = term.findCopies();
  const wrong = term.exportAndReadBack();
  return { students: size, handedIn, wrong, total: term.total, copies };
}

class Term {
  total = 0;
  private readonly folder: string;
  private readonly students: MadeStudent[];
  private readonly log: (line: string) => void;

  constructor(folder: string, size: number, log: (line: string) => void) {
    this.folder = folder;
    this.log = log;
    this.students = makeClass(size, [FIRST, SECOND]);
  }

  makeCourse(): void {
    const roster = this.students.map(({ id, name, email, section }) => `${id},"${name}",${email},${section}`);
    this.gradlab("init", [this.folder]);
    cpSync(join(project, "cli", "term", SECOND), join(this.folder, "assignments", SECOND), { recursive: true });
    writeFileSync(join(this.folder, "roster.csv"), `id,name,email,section\n${roster.join("\n")}\n`);
    writeFileSync(join(this.folder, "gradlab.yaml"), courseFile());
    this.log(`course of ${this.students.length} students in ${this.folder}`);
  }

  /** The first assignment came through Gradescope: one download at the deadline, one a fortnight later. */
  async collectFirst(): Promise<number> {
    const all = this.deliveries(FIRST);
    const early = all.filter(({ received }) => received.getTime() <= DUE.get(FIRST)!);
    for (const [name, some] of Object.entries({ "at-the-deadline": early, "a-fortnight-later": all })) {
      const path = join(this.folder, "downloads", `${name}.zip`);
      await gradescopeDownload(path, some, FIRST);
      this.run("collect", [FIRST, path], `collected ${name}`);
    }
    return all.length;
  }

  /** The second came through nbgrader's exchange, latecomers by Moodle. */
  async collectSecond(): Promise<number> {
    const all = this.deliveries(SECOND);
    const late = all.filter(({ received }) => received.getTime() > DUE.get(SECOND)! + 24 * 3_600_000);
    const exchange = join(this.folder, "downloads", "exchange");
    nbgraderInbound(
      exchange,
      all.filter((one) => !late.includes(one)),
      SECOND,
    );
    this.run("collect", [SECOND, exchange], "collected the exchange");
    if (late.length === 0) return all.length;
    const path = join(this.folder, "downloads", "moodle.zip");
    await moodleDownload(path, late, SECOND);
    this.run("collect", [SECOND, path, "--received", "2027-03-17T12:00:00Z"], "collected Moodle's download");
    return all.length;
  }

  /** A person reads the free answers that are there. */
  readAnswers(): void {
    const gradebook = openGradebook(join(this.folder, "gradebook.sqlite"));
    let read = 0;
    for (const assignment of [FIRST, SECOND])
      for (const { result } of gradebook.latest(assignment))
        for (const { id: question, max } of result.questions.filter(({ manual }) => manual)) {
          const points = ((read % 3) * max) / 2;
          const mark = { points, comment: "Read.", rubric: [], author: "term", given: "2027-04-01T08:00:00Z" };
          gradebook.marks.give(assignment, {
            student: result.student,
            sha256: result.submission.sha256,
            question,
            ...mark,
          });
          read++;
        }
    gradebook.close();
    this.log(`${read} free answers read`);
  }

  /** Every pair of one who wrote something of their own and one who copied it is there to be found. */
  findCopies(): TermReport["copies"] {
    const doers = (work: string) =>
      this.students.filter((one) => one.handsIn[FIRST].some((hand) => hand.work === work)).map(({ id }) => id);
    const [own, copied] = [new Set(doers("own")), new Set(doers("copy"))];
    const pairs = JSON.parse(this.gradlab("similar", [FIRST, "--least", "0.3", "--json"])) as {
      left: string;
      right: string;
    }[];
    const found = new Set(
      pairs.flatMap(({ left, right }) => [left, right].filter((id) => own.has(id) || copied.has(id))),
    );
    this.log(`similar work: ${found.size} of ${own.size + copied.size} who share a copied function are named`);
    return { found: found.size, there: own.size + copied.size };
  }

  exportAndReadBack(): string[] {
    const exports = join(this.folder, "exports");
    for (const format of ["csv", "canvas", "nbgrader", "junit"]) this.run("export", [format], `exported ${format}`);
    const wrong = [FIRST, SECOND].flatMap((assignment) => {
      const expected = expectedCents(this.folder, assignment, this.students, RULE);
      this.total += [...expected.values()].reduce((sum, points) => sum + points, 0) / 100;
      return [
        ...Object.entries(READERS).flatMap(([file, read]) =>
          differences(`${file}, ${assignment}`, expected, read(join(exports, file), assignment)),
        ),
        ...this.throughMoodle(assignment, expected),
      ];
    });
    this.log(`exports read back: ${wrong.length} figures differ from the gradebook's`);
    return wrong;
  }

  private throughMoodle(assignment: string, expected: Map<string, number>): string[] {
    const [worksheet, filled] = ["worksheet.csv", `moodle-${assignment}.csv`].map((name) =>
      join(this.folder, "exports", name),
    );
    writeFileSync(worksheet, moodleWorksheet(this.students));
    this.gradlab("export", ["moodle", assignment, "--worksheet", worksheet, "--out", filled]);
    return differences(`Moodle, ${assignment}`, expected, readWorksheet(filled));
  }

  private deliveries(assignment: string): Delivery[] {
    const loaded = loadAssignment(join(this.folder, "assignments", assignment));
    if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
    const textOf = notebooksOf(loaded.assignment);
    return this.students.flatMap((student) =>
      student.handsIn[assignment].map(({ work, hours }) => ({
        student,
        text: textOf(work),
        received: new Date(DUE.get(assignment)! + hours * 3_600_000),
      })),
    );
  }

  /** A step that may end with one of two exit codes. */
  run(verb: string, args: string[], done: string, alsoFine = 0): void {
    const started = Date.now();
    const last = this.gradlab(verb, args, alsoFine).trim().split("\n").at(-1);
    this.log(`${done} (${((Date.now() - started) / 1000).toFixed(1)} s): ${last}`);
  }

  private gradlab(verb: string, args: string[], alsoFine = 0): string {
    const here = ["init", "verify"].includes(verb) ? [] : ["--course", this.folder];
    const command = [join(project, "cli", "gradlab.mjs"), verb, ...args, ...here];
    try {
      return execFileSync(process.execPath, command, {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 2 ** 28,
      });
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      if (status === alsoFine) return stdout;
      throw new Error(`gradlab ${verb} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
    }
  }
}

function courseFile(): string {
  const due = (name: string) => new Date(DUE.get(name)!).toISOString();
  return `course: A term
roster: roster.csv
late: { perDay: ${RULE.perDay}, grace: 0m, cap: ${RULE.cap}, acceptDays: ${RULE.acceptDays} }
assignments:
  - { name: ${FIRST}, title: First steps, due: "${due(FIRST)}", attempts: 3 }
  - { name: ${SECOND}, title: Second steps, due: "${due(SECOND)}", attempts: 3, points: { leakyBackward: 7.5 } }
`;
}
