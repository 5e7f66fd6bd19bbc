/** What the page shows: the gradebook, the course around it where there is one, and the source notebooks. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Notebook } from "gradlab/kernel/notebook";
import { type Course, type CourseAssignment, gradedFolder, type Student } from "../course/index.ts";
import { type Lateness, lateness, pointsAfterLateness } from "../course/late.ts";
import type { Gradebook, Standing } from "../gradebook/index.ts";
import { release } from "../release/index.ts";
import { type Assignment, loadAssignment, type Question } from "../source/index.ts";

export interface SiteOptions {
  gradebook: Gradebook;
  /** The course with its roster; undefined: a gradebook alone. */
  course?: { course: Course; roster: readonly Student[] };
  /** Folder with source notebooks, for a gradebook without a course. */
  assignments?: string;
}

/** An assignment with its source notebook, where that can be read. */
export interface SiteAssignment {
  name: string;
  title: string;
  item: CourseAssignment | undefined;
  /** The folder that is graded from; undefined where there is none. */
  folder: string | undefined;
  source: Assignment | undefined;
  /** What students got; undefined without a source. */
  released: Notebook | undefined;
  /** Why there is no source, where there should be one. */
  problems: string[];
}

/** A standing with what lateness does to it. */
export interface CountedStanding extends Standing {
  late: Lateness;
  /** Points that count. */
  score: number;
}

interface Loaded {
  /** Modification time of the source. */
  changed: number;
  source: Assignment | undefined;
  released: Notebook | undefined;
  problems: string[];
}

export class Site {
  readonly gradebook: Gradebook;
  readonly course: Course | undefined;
  readonly roster: readonly Student[];
  readonly title: string;
  private readonly students: Map<string, Student>;
  private readonly folders = new Map<string, string>();
  private readonly loaded = new Map<string, Loaded>();
  private known = { stamp: "", standings: new Map<string, CountedStanding[]>() };

  constructor({ gradebook, course, assignments }: SiteOptions) {
    this.gradebook = gradebook;
    this.course = course?.course;
    this.roster = course?.roster ?? [];
    this.title = course?.course.title ?? "Gradebook";
    this.students = new Map(this.roster.map((student) => [student.id, student]));
    for (const item of this.course?.assignments ?? []) this.folders.set(item.name, folderOf(course!.course, item));
    if (assignments) for (const name of gradebook.assignments()) this.folders.set(name, join(assignments, name));
  }

  /** Names in the course's order, then those that only the gradebook knows. */
  names(): string[] {
    const own = this.course?.assignments.map(({ name }) => name) ?? [];
    return [...new Set([...own, ...this.gradebook.assignments()])];
  }

  assignment(name: string): SiteAssignment | undefined {
    if (!this.names().includes(name)) return undefined;
    const item = this.course?.assignments.find((one) => one.name === name);
    const folder = this.folders.get(name);
    const loaded = folder === undefined ? undefined : this.load(name, folder);
    const title = (item?.title !== name && item?.title) || loaded?.source?.title || name;
    const { source, released, problems = [] } = loaded ?? {};
    return { name, title, item, folder, source, released, problems };
  }

  /** A question of the source notebook. */
  question(assignment: SiteAssignment, id: string): Question | undefined {
    return assignment.source?.questions.find((one) => one.id === id);
  }

  /** Someone who is not on the roster is known by id alone. */
  student(id: string): Student {
    return this.students.get(id) ?? { id, name: id, email: "", section: "" };
  }

  /** Every student's newest run with lateness taken off; read anew when the gradebook has changed. */
  standings({ name, item }: Pick<SiteAssignment, "name" | "item">): readonly CountedStanding[] {
    const stamp = this.gradebook.stamp();
    if (stamp !== this.known.stamp) this.known = { stamp, standings: new Map() };
    const known = this.known.standings.get(name) ?? this.count(name, item);
    this.known.standings.set(name, known);
    return known;
  }

  private count(name: string, item: CourseAssignment | undefined): CountedStanding[] {
    return this.gradebook.standings(name).map((standing) => {
      const late = item ? lateness(item.late, item.due, Date.parse(standing.received)) : ON_TIME;
      return { ...standing, late, score: pointsAfterLateness(standing.points, late) };
    });
  }

  /** Read again where the file has changed. */
  private load(name: string, folder: string): Loaded | undefined {
    const file = join(folder, `${folder.split(/[\\/]/).at(-1)}.ipynb`);
    if (!existsSync(file)) return undefined;
    const changed = statSync(file).mtimeMs;
    const known = this.loaded.get(name);
    if (known?.changed === changed) return known;
    const read = loadAssignment(folder);
    const fresh: Loaded = read.ok
      ? { changed, source: read.assignment, released: release(read.assignment.notebook), problems: [] }
      : { changed, source: undefined, released: undefined, problems: read.problems };
    this.loaded.set(name, fresh);
    return fresh;
  }
}

const ON_TIME: Lateness = { days: 0, percent: 0, accepted: true };

/** With the course's changes where they can be made, else the author's own. */
function folderOf(course: Course, item: CourseAssignment): string {
  const made = gradedFolder(course, item);
  return made.ok ? made.folder : item.folder;
}
