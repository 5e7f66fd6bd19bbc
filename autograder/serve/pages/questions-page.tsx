/** An assignment question by question: how the points are spread, what cost them. */

import { visibleLine } from "../../report/index.ts";
import { duration, points } from "../../report/numbers.ts";
import { type ClassStats, histogramPlot, type QuestionStats } from "../../stats/index.ts";
import type { SiteAssignment } from "../site.ts";
import { AssignmentHead, Metric, ShareBar, shareWords } from "./parts.tsx";
import { Raw } from "./raw.tsx";

/** Reasons shown of a question. */
const REASONS = 6;

export function QuestionsPage({ assignment, stats }: { assignment: SiteAssignment; stats: ClassStats }) {
  const titles = new Map(assignment.source?.questions.map(({ id, title }) => [id, title]));
  return (
    <>
      <AssignmentHead assignment={assignment} current="/questions" />
      <div class="metrics card">
        <Metric value={stats.submissions} label="submissions" />
        <Metric value={stats.submissions > 0 ? shareWords(stats.mean) : "–"} label="mean" />
        <Metric value={stats.submissions > 0 ? shareWords(stats.median) : "–"} label="median" />
        <Metric value={stats.rejected} label="not readable" />
      </div>
      <div class="questions">
        {stats.questions.map((one) => (
          <QuestionCard assignment={assignment.name} stats={one} title={titles.get(one.id) ?? one.id} />
        ))}
      </div>
    </>
  );
}

function QuestionCard({ assignment, stats, title }: { assignment: string; stats: QuestionStats; title: string }) {
  const { id, judged, mean, max, full, none, seconds, manual, histogram } = stats;
  return (
    <section class="card" aria-labelledby={`q-${id}`}>
      <h2 id={`q-${id}`}>
        {visibleLine(title, 120)} <code class="soft">{visibleLine(id, 80)}</code>
      </h2>
      {judged === 0 ? (
        <p class="soft">
          Nobody has read this one yet. <a href={`/a/${assignment}/read/${id}`}>Read the answers</a>
        </p>
      ) : (
        <>
          <div class="metrics">
            <div class="metric">
              <strong>{points(mean)}</strong> <span>of {points(max)} on average</span>
              <ShareBar value={max > 0 ? mean / max : 0} label={`mean ${points(mean)} of ${points(max)} points`} />
            </div>
            <Metric value={full} label="all points" />
            <Metric value={none} label="none" />
            {!manual && <Metric value={duration(1000 * seconds)} label="median time" />}
          </div>
          <Raw markup={histogramPlot(histogram)} />
          <Reasons stats={stats} />
        </>
      )}
    </section>
  );
}

function Reasons({ stats: { reasons, id } }: { stats: QuestionStats }) {
  if (reasons.length === 0) return null;
  const most = Math.max(...reasons.map(({ students }) => students));
  return (
    <table class="reasons">
      <caption>What cost points in {visibleLine(id, 80)}</caption>
      <thead>
        <tr>
          <th scope="col">check</th>
          <th scope="col" class="number">
            students
          </th>
          <th scope="col" class="number">
            points lost
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.slice(0, REASONS).map(({ label, students, points: lost }) => (
          <tr>
            <th scope="row">
              {visibleLine(label, 160)}
              <ShareBar value={students / most} label={`${students} students`} />
            </th>
            <td class="number">{students}</td>
            <td class="number">{points(lost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
