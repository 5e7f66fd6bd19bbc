/** Where a student's points come from: every run of every submission, everything that people gave. */
import type { Entry, PlacedMark } from "../../gradebook/index.ts";
import { visible, visibleLine } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import { Score, when } from "./parts.tsx";

export interface SubmissionHistory {
  runs: Entry[];
  marks: PlacedMark[];
}

export function HistoryView({ runs, marks }: SubmissionHistory) {
  return (
    <>
      <section class="card runs" tabindex={0} aria-label="Runs">
        <table>
          <caption>Runs, newest first</caption>
          <thead>
            <tr>
              <th scope="col">graded</th>
              <th scope="col">received</th>
              <th scope="col">notebook</th>
              <th scope="col">how</th>
              <th scope="col" class="number">
                points
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((entry) => (
              <RunRow entry={entry} />
            ))}
          </tbody>
        </table>
      </section>
      <MarkHistory marks={marks} />
    </>
  );
}

function RunRow({ entry: { received, result } }: { entry: Entry }) {
  return (
    <tr>
      <td>{when(result.gradedAt)}</td>
      <td>{when(received)}</td>
      <td>
        {visibleLine(result.submission.file, 80)} <code class="soft">{result.submission.sha256.slice(0, 10)}</code>
      </td>
      <td class="soft small">
        {result.isolation}, gradlab {result.versions.gradlab}
      </td>
      <td class="number">
        <Score value={result.points} max={result.max} />
      </td>
    </tr>
  );
}

function MarkHistory({ marks }: { marks: PlacedMark[] }) {
  return (
    <section class="card">
      <h2>Given by people</h2>
      {marks.length === 0 && <p class="soft">Nothing yet.</p>}
      <ol class="marks">
        {marks.toReversed().map(({ question, points: given, comment, author, given: at }) => (
          <li>
            <code>{visibleLine(question, 80)}</code>:{" "}
            <strong>{given === null ? "a comment" : `${points(given)} points`}</strong>
            <span class="soft small">
              {" "}
              by {visibleLine(author, 60)}, {when(at)}
            </span>
            {comment && <p class="lines">{visible(comment, 4000)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
