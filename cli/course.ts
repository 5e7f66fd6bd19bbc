/** What verbs share that work on a course folder: the course file, the roster, an assignment of it by name, its gradebook. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Option } from "commander";
import type { Course, CourseAssignment, Gradebook, Student } from "gradlab/autograder";

/** `--course FOLDER`, the same for every verb. */
export function courseOption(): Option {
  return new Option("-c, --course <folder>", "folder with gradlab.yaml").default(".", "this folder");
}

export interface OpenCourse {
  course: Course;
  roster: Student[];
}

/** Reads the course; throws with every mistake in its files, each with its line. */
export async function openCourse(folder: string): Promise<OpenCourse> {
  const { describeProblem, readCourse, readRoster } = await import("gradlab/autograder");
  const reading = readCourse(folder);
  if (!reading.ok) throw new Error(reading.problems.map(describeProblem).join("\n"));
  const students = readRoster(reading.course.roster);
  if (!students.ok) throw new Error(students.problems.map(describeProblem).join("\n"));
  return { course: reading.course, roster: students.students };
}

/** The course's assignment of that name; throws with the known names. */
export function assignmentOf({ assignments, title }: Course, name: string): CourseAssignment {
  const found = assignments.find((one) => one.name === name);
  if (!found) {
    const known = assignments.map((one) => one.name).join(", ");
    throw new Error(`${title}: expected an assignment of gradlab.yaml (${known}), got ${name}`);
  }
  return found;
}

/** The named assignments, or all of them. */
export function assignmentsOf(course: Course, names: readonly string[]): CourseAssignment[] {
  return names.length === 0 ? course.assignments : names.map((name) => assignmentOf(course, name));
}

/** Whether `name` is meant as an assignment of the course in `folder`, rather than as a folder of its own. */
export function isOfCourse(name: string, folder: string): boolean {
  return !existsSync(name) && existsSync(join(folder, "gradlab.yaml"));
}

/** The folder that an assignment of the course is graded from, with the course's changes; throws with what has to be mended. */
export async function sourceFolder(course: Course, item: CourseAssignment): Promise<string> {
  const { gradedFolder } = await import("gradlab/autograder");
  const made = gradedFolder(course, item);
  if (!made.ok) throw new Error(made.problems.map((problem) => `gradlab.yaml: ${problem}`).join("\n"));
  return made.folder;
}

/** Points that an assignment gives at most, as the course changes them. */
export async function maxPoints(course: Course, item: CourseAssignment): Promise<number> {
  const { loadAssignment } = await import("gradlab/autograder");
  const loaded = loadAssignment(await sourceFolder(course, item));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return loaded.assignment.points;
}

/** Opens the course's gradebook for `use` and closes it whatever comes. */
export async function withGradebook<T>(course: Course, use: (gradebook: Gradebook) => T | Promise<T>): Promise<T> {
  const { openGradebook } = await import("gradlab/autograder");
  const gradebook = openGradebook(join(course.folder, "gradebook.sqlite"));
  try {
    return await use(gradebook);
  } finally {
    gradebook.close();
  }
}

/** A private folder for `use`, gone afterwards. */
export async function withScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
