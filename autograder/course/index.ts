/** A course: its file, roster, inbox and rules. */
export { type Collecting, collectInto } from "./collect-into.ts";
export { type Counted, countedAttempt } from "./counting.ts";
export { type Course, type CourseAssignment, describeProblem, type Student } from "./course.ts";
export { type CourseGrades, type CourseRow, gradeRows, lateWords } from "./grade-rows.ts";
export { gradedFolder } from "./graded-folder.ts";
export { type Attempt, Inbox } from "./inbox.ts";
export { makeCourse } from "./make-course.ts";
export { readCourse } from "./read-course.ts";
export { writeCourseReports } from "./reports.ts";
export { readRoster } from "./roster.ts";
