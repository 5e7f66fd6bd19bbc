/** The free answers of an assignment: how far each question is, and where to go on. */
import { visibleLine } from "../../report/index.ts";
import type { SiteAssignment } from "../site.ts";
import { AssignmentHead, ShareBar } from "./parts.tsx";

export interface ReadingLine {
  id: string;
  title: string;
  max: number;
  read: number;
  of: number;
}

export function ReadingPage({
  assignment,
  lines,
  csrf,
}: {
  assignment: SiteAssignment;
  lines: ReadingLine[];
  csrf: string;
}) {
  return (
    <>
      <AssignmentHead assignment={assignment} current="/read" />
      {lines.length === 0 && <p class="card">This assignment has no free answers.</p>}
      <ol class="assignments">
        {lines.map((line) => (
          <Line assignment={assignment.name} line={line} csrf={csrf} />
        ))}
      </ol>
      {lines.length > 0 && (
        <p class="soft">
          Answers come without names, in an order that says nothing about their writers. What you give is stored with
          your name and the time.
        </p>
      )}
    </>
  );
}

function Line({
  assignment,
  line: { id, title, max, read, of },
  csrf,
}: {
  assignment: string;
  line: ReadingLine;
  csrf: string;
}) {
  return (
    <li class="card assignment">
      <div class="assignment-name">
        <h2>{visibleLine(title, 120)}</h2>
        <p class="soft small">
          <code>{visibleLine(id, 80)}</code> · {max} points
        </p>
      </div>
      <div class="metrics">
        <div class="metric">
          <strong>
            {read} of {of}
          </strong>{" "}
          <span>read</span>
          <ShareBar value={of > 0 ? read / of : 0} label={`${read} of ${of} read`} />
        </div>
      </div>
      <div class="actions">
        <a class={read < of ? "button" : "button plain"} href={`/a/${assignment}/read/${id}`}>
          {read < of ? "Read on" : "Look again"}
        </a>
        {read < of && (
          <form method="post" action={`/a/${assignment}/read/${id}/unanswered`} class="inline">
            <input type="hidden" name="csrf" value={csrf} />
            <button type="submit" class="quiet">
              0 points where nothing was written
            </button>
          </form>
        )}
      </div>
    </li>
  );
}
