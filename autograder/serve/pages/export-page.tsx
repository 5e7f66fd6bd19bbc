/** Grades as files for other systems. */
import { visibleLine } from "../../report/index.ts";
import type { SiteAssignment } from "../site.ts";
import { AssignmentHead } from "./parts.tsx";

interface FileKind {
  file: string;
  title: string;
  what: string;
}

export const FILES: readonly FileKind[] = [
  { file: "canvas.csv", title: "Canvas", what: "for Canvas's gradebook import; lateness is taken off" },
  { file: "nbgrader.csv", title: "nbgrader", what: "the columns of nbgrader's own export" },
  { file: "grades.csv", title: "Spreadsheet", what: "a row per student, a column per question, before lateness" },
  { file: "results.json", title: "JSON", what: "every check of every student, with the reasons" },
  { file: "junit.xml", title: "JUnit", what: "for a CI system" },
];

export function ExportPage({ assignment, open, csrf }: { assignment: SiteAssignment; open: number; csrf: string }) {
  const path = `/a/${assignment.name}/export`;
  return (
    <>
      <AssignmentHead assignment={assignment} current="/export" />
      {open > 0 && (
        <p class="note part">
          {open} free {open === 1 ? "answer is" : "answers are"} still to be read;{" "}
          {open === 1 ? "it counts" : "they count"} as 0 here.
        </p>
      )}
      <ul class="files">
        {FILES.map(({ file, title, what }) => (
          <li class="card">
            <h2>
              <a href={`${path}/${file}`} download>
                {title}
              </a>
            </h2>
            <p class="soft">{what}</p>
          </li>
        ))}
      </ul>
      {assignment.item && <FeedbackForm name={assignment.name} csrf={csrf} />}
      <form class="card" method="post" action={`${path}/moodle.csv`} enctype="multipart/form-data">
        <h2>Moodle</h2>
        <p class="soft">
          Download the grading worksheet from the assignment's page in Moodle; it comes back with the grades of{" "}
          {visibleLine(assignment.title, 80)} filled in.
        </p>
        <input type="hidden" name="csrf" value={csrf} />
        <label>
          Grading worksheet (CSV) <input type="file" name="worksheet" accept=".csv,text/csv" required />
        </label>
        <button type="submit">Fill in</button>
      </form>
    </>
  );
}

function FeedbackForm({ name, csrf }: { name: string; csrf: string }) {
  return (
    <form class="card" method="post" action={`/a/${name}/export/feedback`}>
      <h2>Feedback pages</h2>
      <p class="soft">
        A page for each student with points, reasons and comments, written to reports/{name}/ in the course folder.
      </p>
      <input type="hidden" name="csrf" value={csrf} />
      <button type="submit">Write them</button>
    </form>
  );
}
