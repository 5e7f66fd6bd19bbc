/** Grading and reporting on a course's assignment: what counts of each student of the roster, into the course's gradebook. */
import type {
  Assignment,
  Batch,
  CourseAssignment,
  CourseRow,
  Gradebook,
  HandedIn,
  SubmissionResult,
} from "gradlab/autograder";
import { type OpenCourse, sourceFolder } from "./course.ts";

/** The source that the course grades with. */
export async function loadOf({ course }: OpenCourse, item: CourseAssignment): Promise<Assignment> {
  const { loadAssignment } = await import("gradlab/autograder");
  const loaded = loadAssignment(await sourceFolder(course, item));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return loaded.assignment;
}

/** Each student's attempt that counts; who handed in nothing is not there. */
export async function countedSubmissions({ course, roster }: OpenCourse, item: CourseAssignment): Promise<HandedIn[]> {
  const { countedAttempt, Inbox } = await import("gradlab/autograder");
  const inbox = new Inbox(course.folder, item.name);
  return roster.flatMap(({ id }) => {
    const counted = countedAttempt(inbox.attempts(id), item);
    return counted ? [{ student: id, file: counted.attempt.file, received: counted.attempt.received }] : [];
  });
}

/** Rows of the class list, and the reports written from them. */
export async function reportOn(
  open: OpenCourse,
  item: CourseAssignment,
  gradebook: Gradebook,
  rejected: readonly SubmissionResult[] = [],
): Promise<{ rows: CourseRow[]; index: string; grades: string }> {
  const { gradeRows, writeCourseReports } = await import("gradlab/autograder");
  const assignment = await loadOf(open, item);
  const { course, roster } = open;
  const rows = gradeRows({ courseFolder: course.folder, item, roster, gradebook, max: assignment.points });
  const { index, grades } = writeCourseReports({ course, assignment, gradebook, rows, rejected });
  return { rows, index, grades };
}

/** Of a batch, what the gradebook does not keep. */
export function rejectedOf({ results }: Batch): SubmissionResult[] {
  return results.filter(({ rejected }) => rejected !== null);
}
