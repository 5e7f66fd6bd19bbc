/**
 * Takes one assignment through nbgrader: released, validated, graded for a reference and an empty submission, and every
 * result held against ours.
 */
import { dirname, join } from "node:path";
import { openGrader } from "../grade/grade-submission.ts";
import type { IsolationWish } from "../sandbox/choose.ts";
import { type Assignment, loadAssignment } from "../source/index.ts";
import { compareGrades, type Totals } from "./compare-grades.ts";
import { releaseDifferences } from "./compare-releases.ts";
import { handIn, type SampleStudent, STUDENTS } from "./hand-in.ts";
import type { NbgraderCourse } from "./nbgrader-course.ts";
import { prerequisites } from "./prerequisites.ts";

export interface Proof {
  assignment: string;
  /** Whether `nbgrader validate` passes on the source. */
  validates: boolean;
  totals: Record<SampleStudent, Totals>;
  seconds: number;
  /** One sentence for everything that is not the same; empty where all is well. */
  differences: string[];
}

/** @throws Error in words where the folder is no assignment or a command of nbgrader's fails */
export async function prove(course: NbgraderCourse, folder: string, isolation?: IsolationWish): Promise<Proof> {
  const started = performance.now();
  const assignment = load(folder);
  for (const name of prerequisites(assignment)) prepare(course, load(join(dirname(assignment.folder), name)));
  const { differences, paths } = releaseAndHandIn(course, assignment);
  const validates = validatesSource(course, assignment);
  course.run(assignment, "autograde", assignment.name);
  const totals = await gradeBoth(course, assignment, paths, isolation);
  return {
    assignment: assignment.name,
    validates,
    totals,
    seconds: (performance.now() - started) / 1000,
    differences: [
      ...differences,
      ...(validates ? [] : ["nbgrader validate fails on the source"]),
      ...STUDENTS.flatMap((student) => totals[student].differences),
    ],
  };
}

/** What an assignment builds on must lie where its notebook looks for it: beside the source, and beside each student's work. */
function prepare(course: NbgraderCourse, earlier: Assignment): void {
  releaseAndHandIn(course, earlier);
  for (const student of STUDENTS) course.putGraded(earlier.name, student);
}

function releaseAndHandIn(course: NbgraderCourse, assignment: Assignment) {
  course.addSource(assignment);
  course.run(assignment, "generate_assignment", assignment.name, "--force");
  const differences = releaseDifferences(assignment, course.path("release", assignment.name));
  return { differences, paths: handIn(course, assignment) };
}

function validatesSource(course: NbgraderCourse, assignment: Assignment): boolean {
  const source = course.path("source", assignment.name, `${assignment.name}.ipynb`);
  return course.run(assignment, "validate", source).includes("Success! Your notebook passes all the tests.");
}

async function gradeBoth(
  course: NbgraderCourse,
  { name, folder }: Assignment,
  paths: Record<SampleStudent, string>,
  isolation?: IsolationWish,
): Promise<Record<SampleStudent, Totals>> {
  const theirs = course.grades(name);
  const grader = openGrader({ folder, jobs: 1, isolation });
  try {
    const compare = (student: SampleStudent) =>
      compareGrades(grader, { student, path: paths[student] }, theirs[student]);
    return { reference: await compare("reference"), empty: await compare("empty") };
  } finally {
    grader.close();
  }
}

function load(folder: string): Assignment {
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return loaded.assignment;
}
