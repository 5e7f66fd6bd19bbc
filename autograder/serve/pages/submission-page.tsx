/** One submission as a person reads it: question by question, or the whole notebook, or what was changed in it. */

import type { Student } from "../../course/index.ts";
import type { QuestionResult, SubmissionResult } from "../../grade/result.ts";
import { visible, visibleLine, visibleName } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import { questionSection } from "../../report/question-section.ts";
import { standingOf } from "../../report/words.ts";
import type { Renderers } from "../render/renderers.ts";
import type { CountedStanding, SiteAssignment } from "../site.ts";
import type { Work, WorkCell } from "../work.ts";
import { CellView } from "./cell-view.tsx";
import { HistoryView, type SubmissionHistory } from "./history-view.tsx";
import { MarkForm } from "./mark-form.tsx";
import { Score, ShareBar, submissionPath, when } from "./parts.tsx";
import { Raw } from "./raw.tsx";

export const VIEWS = { questions: "By question", changes: "Changes", notebook: "Whole notebook", history: "History" };
export type View = keyof typeof VIEWS;

export interface SubmissionProps {
  assignment: SiteAssignment;
  student: Student;
  standing: CountedStanding;
  /** With the marks that count. */
  result: SubmissionResult;
  /** Undefined where the notebook was not kept. */
  work: Work | undefined;
  view: View;
  history: SubmissionHistory;
  neighbours: { previous?: string; next?: string };
  renderers: Renderers;
  csrf: string;
}

export function SubmissionPage(props: SubmissionProps) {
  const { assignment, student, result, view } = props;
  const path = submissionPath(assignment.name, student.id);
  return (
    <>
      <Head {...props} path={path} />
      <nav class="tabs" aria-label="Submission">
        {Object.entries(VIEWS).map(([name, text]) => (
          <a href={`${path}?view=${name}`} aria-current={name === view ? "page" : undefined}>
            {text}
          </a>
        ))}
        <a href={`${path}/feedback`} target="_blank" rel="noopener">
          Feedback page
        </a>
      </nav>
      {result.rejected !== null && <p class="note bad">Not graded: {visibleLine(result.rejected, 600)}</p>}
      <Warnings warnings={result.warnings} />
      {view === "history" ? <HistoryView {...props.history} /> : <Body {...props} path={path} />}
    </>
  );
}

function Head({ assignment, student, standing, result, neighbours, view, path }: SubmissionProps & { path: string }) {
  const { late, score, received, submissions } = standing;
  const to = (id: string) => submissionPath(assignment.name, id);
  return (
    <header class="card submission-head">
      <div>
        <h1>{visibleName(student.name)}</h1>
        <p class="soft">
          {student.name !== student.id && `${visibleName(student.id)} · `}
          {student.section && `section ${visibleLine(student.section, 20)} · `}received {when(received)}
          {submissions > 1 && ` · newest of ${submissions} submissions`}
        </p>
      </div>
      <div class="submission-score">
        <p class="score">
          <Score value={score} max={result.max} />
        </p>
        <ShareBar
          value={result.max > 0 ? score / result.max : 0}
          label={`${points(score)} of ${points(result.max)} points`}
        />
        {late.days > 0 && (
          <p class="small">
            {points(result.points)} before lateness: {late.days} {late.days === 1 ? "day" : "days"} late,{" "}
            {late.accepted ? `${late.percent}% taken` : "no longer accepted"}
          </p>
        )}
      </div>
      <nav class="neighbours" aria-label="Other students">
        {neighbours.previous !== undefined && (
          <a class="button plain" rel="prev" href={to(neighbours.previous)}>
            Previous<span class="sr"> student</span>
          </a>
        )}
        {neighbours.next !== undefined && (
          <a class="button plain" rel="next" href={to(neighbours.next)}>
            Next<span class="sr"> student</span>
          </a>
        )}
      </nav>
      {view === "questions" && <Chips result={result} path={path} />}
    </header>
  );
}

/** The way to each question, coloured by how it stands. */
function Chips({ result, path }: { result: SubmissionResult; path: string }) {
  return (
    <ol class="question-chips" aria-label="Questions">
      {result.questions.map((question, index) => (
        <li>
          <a class={`badge ${standingOf(question).tone}`} href={`${path}#question-${index + 1}`}>
            {visibleLine(question.id, 60)}
          </a>
        </li>
      ))}
    </ol>
  );
}

function Warnings({ warnings }: { warnings: string[] }) {
  if (warnings.length === 0) return null;
  return (
    <details class="card">
      <summary>{warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`} about this notebook</summary>
      <ul class="plain">
        {warnings.slice(0, 60).map((text) => (
          <li>{visibleLine(text, 400)}</li>
        ))}
      </ul>
    </details>
  );
}

function Body({ path, ...props }: SubmissionProps & { path: string }) {
  const { work, view, renderers, standing } = props;
  const outputs = `${path}/output/${standing.sha256}`;
  if (view === "notebook" && work?.ok)
    return (
      <div class="notebook">
        {work.cells.map((cell) => (
          <CellView cell={cell} renderers={renderers} outputs={outputs} />
        ))}
      </div>
    );
  if (view === "changes" && work?.ok)
    return <ChangedCells cells={work.cells} renderers={renderers} outputs={outputs} />;
  return (
    <>
      {work === undefined && <p class="note wait">The notebook itself was not kept; only its verdict is shown.</p>}
      {work && !work.ok && <p class="note bad">The notebook cannot be shown: {visibleLine(work.reason, 400)}</p>}
      {props.result.questions.map((question, index) => (
        <QuestionPart {...props} question={question} index={index} outputs={outputs} path={path} />
      ))}
    </>
  );
}

function ChangedCells({ cells, renderers, outputs }: { cells: WorkCell[]; renderers: Renderers; outputs: string }) {
  const changed = cells.filter(({ source, released }) => source !== released);
  if (changed.length === 0) return <p class="card">Nothing differs from the release.</p>;
  return (
    <>
      <p class="soft">
        {changed.length} of {cells.length} cells differ from what was given out.
      </p>
      {changed.map((cell) => (
        <section class="card" aria-label={`Cell ${cell.index + 1}`}>
          <p class="soft small">
            cell {cell.index + 1}
            {cell.question && <code> {visibleLine(cell.question, 80)}</code>}
          </p>
          <CellView cell={cell} renderers={renderers} outputs={outputs} diff />
        </section>
      ))}
    </>
  );
}

interface QuestionPartProps extends SubmissionProps {
  question: QuestionResult;
  index: number;
  outputs: string;
  path: string;
}

/** The verdict, the student's own cells and the form for a person's word. */
function QuestionPart({
  assignment,
  question,
  index,
  work,
  renderers,
  outputs,
  path,
  csrf,
  standing,
}: QuestionPartProps) {
  const title = assignment.source?.questions.find(({ id }) => id === question.id)?.title;
  const own = work?.ok ? work.cells.filter((cell) => cell.question === question.id && isOwn(cell)) : [];
  return (
    <section class="question" aria-label={`Question ${visibleLine(question.id, 120)}`}>
      <Raw markup={questionSection(question, `question-${index + 1}`, title)} />
      {own.map((cell) => (
        <CellView cell={cell} renderers={renderers} outputs={outputs} />
      ))}
      {work?.ok && own.length === 0 && <p class="soft small">no cell of this question in the notebook</p>}
      {question.output !== "" && (
        <details class="more">
          <summary>What the code printed while it was graded</summary>
          <pre tabindex={0}>{visible(question.output, 4000)}</pre>
        </details>
      )}
      <MarkForm action={`${path}/mark`} question={question} sha256={standing.sha256} csrf={csrf} />
    </section>
  );
}

function isOwn({ kind }: WorkCell): boolean {
  return kind === "solution" || kind === "answer";
}
