/** Reads and judges `gradlab.yaml`: every mistake with its line, all of them at once. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { Course, CourseAssignment, CourseProblem, CourseReading } from "./course.ts";
import { durationMs } from "./late.ts";
import { type AssignmentFile, COURSE_SCHEMA, type CourseFile, type LateFile } from "./schema.ts";

type Path = (string | number)[];

/** The text with what is needed to say where something stands. */
class CourseText {
  readonly document: Document;
  readonly file: string;
  private readonly lines = new LineCounter();

  constructor(file: string, text: string) {
    this.file = basename(file);
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  problem(path: Path, message: string): CourseProblem {
    return { file: this.file, line: this.lineOf(path), message };
  }

  syntaxProblems(): CourseProblem[] {
    const at = (offset: number) => this.lines.linePos(offset).line;
    return this.document.errors.map(({ message, pos }) => ({ file: this.file, line: at(pos[0]), message }));
  }

  /** What the text says; not so where it refers to itself without end. */
  content(): { ok: true; value: unknown } | { ok: false; problems: CourseProblem[] } {
    try {
      const value: unknown = this.document.toJS();
      JSON.stringify(value); // throws where a list or mapping holds itself
      return { ok: true, value };
    } catch (error) {
      return { ok: false, problems: [this.problem([], (error as Error).message)] };
    }
  }

  /** The line of the key at `path`, or of the nearest thing around it that is there. */
  private lineOf(path: Path): number {
    for (let depth = path.length; depth > 0; depth--) {
      const node = this.keyOrValue(path.slice(0, depth));
      if (node?.range) return this.lines.linePos(node.range[0]).line;
    }
    return 0;
  }

  private keyOrValue(path: Path): Node | undefined {
    const parent = this.document.getIn(path.slice(0, -1), true);
    const last = path[path.length - 1];
    const pair = isMap(parent) && parent.items.find(({ key }) => isScalar(key) && key.value === last);
    if (pair) return pair.key as Node;
    const value = this.document.getIn(path, true);
    return isNode(value) ? value : undefined;
  }
}

/** Reads `gradlab.yaml` in `folder` (or the file itself). Nothing is thrown for what an instructor may have mistyped. */
export function readCourse(folder: string): CourseReading {
  const file = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? join(folder, "gradlab.yaml") : folder;
  if (!existsSync(file)) {
    const message = "not found: `gradlab init` makes a course folder with a working example";
    return { ok: false, problems: [{ file, line: 0, message }] };
  }
  return new CourseReader().read(file, readFileSync(file, "utf8"));
}

/** Reads texts of `gradlab.yaml`, with the schema compiled once. */
export class CourseReader {
  private readonly fits = new Ajv({ allErrors: true, verbose: true }).compile(COURSE_SCHEMA);

  /** @param file where the text stands; what it names is looked for beside it */
  read(file: string, written: string): CourseReading {
    const text = new CourseText(file, written);
    const problems = text.syntaxProblems();
    if (problems.length > 0) return { ok: false, problems };
    const content = text.content();
    return content.ok ? this.judge(text, content.value, dirname(resolve(file))) : content;
  }

  private judge(text: CourseText, content: unknown, folder: string): CourseReading {
    if (!this.fits(content))
      return { ok: false, problems: (this.fits.errors ?? []).map((error) => explain(text, error)) };
    const written = content as CourseFile;
    const problems = [
      ...missingFiles(text, written, folder),
      ...wrongDates(text, written),
      ...sameNames(text, written),
      ...otherFolders(text, written),
    ];
    return problems.length > 0 ? { ok: false, problems } : { ok: true, course: courseOf(written, folder) };
  }
}

function explain(text: CourseText, error: ErrorObject): CourseProblem {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));
  const where = path.join(".") || "the file";
  if (error.keyword === "additionalProperties") {
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    const key: string = error.params.additionalProperty;
    return text.problem([...path, key], `${where}: expected one of ${known.join(", ")}; got ${key}`);
  }
  if (error.keyword === "required") {
    return text.problem(path, `${where}: expected ${error.params.missingProperty}, which is missing`);
  }
  if (error.keyword === "pattern" && /m\|h\|d/.test(error.params.pattern)) {
    return text.problem(path, `${where}: expected a duration such as 15m, 2h or 1d, got ${JSON.stringify(error.data)}`);
  }
  return text.problem(path, `${where}: expected a value that ${error.message}, got ${JSON.stringify(error.data)}`);
}

function missingFiles(text: CourseText, written: CourseFile, folder: string): CourseProblem[] {
  const wanted: [Path, string][] = [
    [["roster"], written.roster],
    ...written.assignments.map((item, i): [Path, string] => [
      ["assignments", i, item.folder ? "folder" : "name"],
      assignmentFolder(item),
    ]),
  ];
  return wanted
    .filter(([, path]) => !existsSync(resolve(folder, path)))
    .map(([at, path]) =>
      text.problem(at, `${at.join(".")}: expected ${path} beside gradlab.yaml, found nothing there`),
    );
}

/** Dates must name their offset: a deadline that depends on the grading machine's time zone is no deadline. */
function wrongDates(text: CourseText, { assignments }: CourseFile): CourseProblem[] {
  return assignments.flatMap(({ due }, i) => {
    if (due === undefined || (/(Z|[+-]\d\d:\d\d)$/.test(due) && !Number.isNaN(Date.parse(due)))) return [];
    const wanted = "a time with its offset, such as 2027-03-01T23:59:00+01:00";
    return [text.problem(["assignments", i, "due"], `assignments.${i}.due: expected ${wanted}, got ${due}`)];
  });
}

function sameNames(text: CourseText, { assignments }: CourseFile): CourseProblem[] {
  return assignments.flatMap(({ name }, i) =>
    assignments.findIndex((other) => other.name === name) === i
      ? []
      : [
          text.problem(
            ["assignments", i, "name"],
            `assignments.${i}.name: expected a name used once, got ${name} again`,
          ),
        ],
  );
}

/** Results bear the folder's name; it must be the one that the course knows the assignment by. */
function otherFolders(text: CourseText, { assignments }: CourseFile): CourseProblem[] {
  return assignments.flatMap((item, i) => {
    if (basename(assignmentFolder(item)) === item.name) return [];
    const message = `expected a folder named ${item.name}, as the assignment, got ${assignmentFolder(item)}`;
    return [text.problem(["assignments", i, "folder"], `assignments.${i}.folder: ${message}`)];
  });
}

function courseOf(written: CourseFile, folder: string): Course {
  const assignments = written.assignments.map((item) => assignmentOf(item, written, folder));
  return { title: written.course, folder, roster: resolve(folder, written.roster), assignments };
}

function assignmentOf(item: AssignmentFile, course: CourseFile, folder: string): CourseAssignment {
  return {
    name: item.name,
    title: item.title ?? item.name,
    folder: resolve(folder, assignmentFolder(item)),
    due: item.due === undefined ? undefined : Date.parse(item.due),
    late: lateRule({ ...course.late, ...item.late }),
    attempts: item.attempts,
    points: item.points ?? {},
    thresholds: item.thresholds ?? {},
    budget: { seconds: undefined, megabytes: undefined, ...course.budget, ...item.budget },
  };
}

function lateRule({ perDay = 0, grace = "0m", cap = 100, acceptDays }: LateFile) {
  return { perDay, graceMs: durationMs(grace), cap, acceptDays };
}

function assignmentFolder({ folder, name }: AssignmentFile): string {
  return folder ?? join("assignments", name);
}
