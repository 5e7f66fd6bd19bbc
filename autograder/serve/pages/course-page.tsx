/** The course at a glance: its assignments, how far they are, what waits for a person. */
import type { AssignmentStanding, BatchProgress } from "../../gradebook/index.ts";
import { visibleLine } from "../../report/index.ts";
import type { SiteAssignment } from "../site.ts";
import { Metric, News, Progress, ShareBar, shareWords, when } from "./parts.tsx";

export interface CourseLine {
  assignment: SiteAssignment;
  standing: AssignmentStanding;
  batch: BatchProgress | undefined;
}

export function CoursePage({ title, lines, students }: { title: string; lines: CourseLine[]; students: number }) {
  return (
    <>
      <h1>{visibleLine(title, 120)}</h1>
      <p class="soft">
        {lines.length} {lines.length === 1 ? "assignment" : "assignments"}
        {students > 0 && `, ${students} students on the roster`}
      </p>
      <News href="/" />
      {lines.length === 0 && <p class="card">Nothing is graded yet: run `gradlab grade` first.</p>}
      <ol class="assignments">
        {lines.map((line) => (
          <AssignmentCard line={line} students={students} />
        ))}
      </ol>
    </>
  );
}

function AssignmentCard({ line: { assignment, standing, batch }, students }: { line: CourseLine; students: number }) {
  const { name, title, item } = assignment;
  const { open, mean, rejected } = standing;
  const words = shareWords(mean);
  return (
    <li class="card assignment">
      <div class="assignment-name">
        <h2>
          <a href={`/a/${name}`}>{visibleLine(title, 120)}</a>
        </h2>
        <p class="soft small">
          {item?.due === undefined ? "no deadline" : `due ${when(new Date(item.due).toISOString())} UTC`}
        </p>
      </div>
      <div class="metrics">
        <Metric value={students > 0 ? `${standing.students} of ${students}` : standing.students} label="graded" />
        <div class="metric">
          <strong>{standing.students > 0 ? words : "–"}</strong> <span>mean</span>
          <ShareBar value={mean} label={`mean ${words}`} />
        </div>
        {rejected > 0 && <Metric value={rejected} label="not readable" />}
      </div>
      <p class="actions">
        {open > 0 ? (
          <a class="button" href={`/a/${name}/read`}>
            {open} {open === 1 ? "answer" : "answers"} to read
          </a>
        ) : (
          <span class="soft small">nothing to read</span>
        )}
      </p>
      <Progress assignment={name} batch={batch} />
    </li>
  );
}
