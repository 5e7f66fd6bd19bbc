/** One free answer without its writer's name, beside the rubric; made to be gone through by keyboard. */
import type { PlacedMark } from "../../gradebook/index.ts";
import { visibleLine } from "../../report/index.ts";
import type { Answer } from "../answers.ts";
import type { Renderers } from "../render/renderers.ts";
import type { Rubric } from "../rubric.ts";
import type { WorkCell } from "../work.ts";
import { CellView, Outputs } from "./cell-view.tsx";
import { MarkingForm } from "./marking-form.tsx";
import { ShareBar } from "./parts.tsx";
import { Rendered } from "./raw.tsx";

export interface AnswerProps {
  assignment: string;
  question: { id: string; title: string; points: number };
  /** What students were asked: the text above the answer. */
  task: string;
  rubric: Rubric;
  answer: Answer;
  cells: WorkCell[];
  /** Cells above with the plots that the answer may speak of. */
  drawn: WorkCell[];
  outputs: string;
  mark: PlacedMark | undefined;
  /** What was given for an earlier submission of the same student. */
  earlier: PlacedMark | undefined;
  comments: string[];
  place: { number: number; of: number; read: number; previous?: string; next?: string };
  renderers: Renderers;
  csrf: string;
}

export function AnswerPage(props: AnswerProps) {
  const { assignment, question, answer, renderers, task } = props;
  const base = `/a/${assignment}/read/${question.id}`;
  return (
    <>
      <AnswerHead title={question.title} place={props.place} base={base} />
      <div class="answer">
        <div class="answer-text">
          <TheAnswer {...props} />
          {task && (
            <details class="card">
              <summary>What was asked</summary>
              <Rendered class="prose" html={renderers.markdown.html(task)} />
            </details>
          )}
        </div>
        <MarkingForm {...props} action={`${base}/${answer.code}`} />
      </div>
    </>
  );
}

function AnswerHead({ title, place, base }: { title: string; place: AnswerProps["place"]; base: string }) {
  const { number, of, read, previous, next } = place;
  return (
    <div class="answer-head">
      <h1>{visibleLine(title, 120)}</h1>
      <nav class="neighbours" aria-label="Answers">
        <Step rel="prev" code={previous} base={base} text="Previous" />
        <span class="soft">
          {number} of {of}
        </span>
        <Step rel="next" code={next} base={base} text="Next" />
      </nav>
      <div class="read-so-far">
        <ShareBar value={of > 0 ? read / of : 0} label={`${read} of ${of} answers read`} />
        <span class="soft small">
          {read} of {of} read
        </span>
      </div>
    </div>
  );
}

function TheAnswer({ answer, cells, drawn, outputs, renderers }: AnswerProps) {
  return (
    <>
      <section class="card" aria-labelledby="the-answer">
        <h2 id="the-answer">
          Answer <code>{answer.code.slice(0, 4).toUpperCase()}</code>
        </h2>
        {cells.length === 0 && <p class="note wait">The notebook has no cell for this question.</p>}
        {cells.map((cell) => (
          <AnswerCell cell={cell} renderers={renderers} outputs={outputs} />
        ))}
      </section>
      {drawn.length > 0 && (
        <details class="card">
          <summary>What the notebook shows above it</summary>
          {drawn.map((cell) => (
            <Outputs cell={cell} renderers={renderers} path={outputs} />
          ))}
        </details>
      )}
    </>
  );
}

function AnswerCell({ cell, renderers, outputs }: { cell: WorkCell; renderers: Renderers; outputs: string }) {
  if (cell.source === cell.released) return <p class="note wait">Not answered: the cell is as it was given out.</p>;
  return <CellView cell={cell} renderers={renderers} outputs={outputs} />;
}

function Step({
  rel,
  code,
  base,
  text,
}: {
  rel: "prev" | "next";
  code: string | undefined;
  base: string;
  text: string;
}) {
  if (code === undefined) return <span class="button plain off">{text}</span>;
  return (
    <a class="button plain" rel={rel} href={`${base}/${code}`}>
      {text}
    </a>
  );
}
