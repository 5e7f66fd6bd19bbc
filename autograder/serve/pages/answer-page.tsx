/** One free answer without its writer's name, beside the rubric; made to be gone through by keyboard. */
import type { PlacedMark } from "../../gradebook/index.ts";
import { visibleLine } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import type { Answer } from "../answers.ts";
import type { Renderers } from "../render/renderers.ts";
import type { Rubric } from "../rubric.ts";
import type { WorkCell } from "../work.ts";
import { CellView, Outputs } from "./cell-view.tsx";
import { ShareBar, when } from "./parts.tsx";
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
  const { assignment, question, answer, cells, drawn, outputs, renderers, place, task } = props;
  const base = `/a/${assignment}/read/${question.id}`;
  return (
    <>
      <div class="answer-head">
        <h1>{visibleLine(question.title, 120)}</h1>
        <nav class="neighbours" aria-label="Answers">
          <Step rel="prev" code={place.previous} base={base} text="Previous" />
          <span class="soft">
            {place.number} of {place.of}
          </span>
          <Step rel="next" code={place.next} base={base} text="Next" />
        </nav>
        <div class="read-so-far">
          <ShareBar
            value={place.of > 0 ? place.read / place.of : 0}
            label={`${place.read} of ${place.of} answers read`}
          />
          <span class="soft small">
            {place.read} of {place.of} read
          </span>
        </div>
      </div>
      <div class="answer">
        <div class="answer-text">
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

function MarkingForm({
  question,
  rubric,
  mark,
  earlier,
  comments,
  action,
  answer,
  renderers,
  csrf,
}: AnswerProps & { action: string }) {
  return (
    <form class="card marking" method="post" action={action} data-marking>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="sha256" value={answer.sha256} />
      <input type="hidden" name="seen" value={mark?.given ?? ""} />
      <RubricItems rubric={rubric} ticked={mark?.rubric ?? []} />
      <div class="points-row">
        <label class="points">
          Points, of {points(question.points)}
          <input
            type="number"
            name="points"
            min="0"
            max={question.points}
            step="any"
            required
            value={mark?.points ?? ""}
            autocomplete="off"
          />
        </label>

        <button type="button" data-points="0">
          None <kbd>z</kbd>
        </button>
        <button type="button" data-points={question.points}>
          All <kbd>f</kbd>
        </button>
      </div>
      <label>
        Comment for the student <kbd>c</kbd>
        <textarea name="comment" rows={3} maxlength={4000}>
          {mark?.comment ?? ""}
        </textarea>
      </label>
      <UsualComments comments={comments} />
      {earlier && !mark && (
        <p class="note wait">
          An earlier submission was given {earlier.points === null ? "no points" : points(earlier.points)}
          {earlier.comment && `: ${visibleLine(earlier.comment, 200)}`}
        </p>
      )}
      <button type="submit" class="main">
        Save and next <kbd>Ctrl Enter</kbd>
      </button>
      {mark && (
        <p class="soft small">
          Given by {visibleLine(mark.author, 60)}, {when(mark.given)}
        </p>
      )}
      <ModelAnswer rubric={rubric} renderers={renderers} />
      <p class="keys small soft">
        <kbd>1</kbd>–<kbd>9</kbd> tick · <kbd>p</kbd> points · <kbd>j</kbd> next · <kbd>k</kbd> previous ·{" "}
        <kbd>Esc</kbd> leave a field
      </p>
    </form>
  );
}

function RubricItems({ rubric: { items }, ticked }: { rubric: Rubric; ticked: number[] }) {
  if (items.length === 0) return null;
  return (
    <fieldset>
      <legend>Rubric</legend>
      {items.map(({ text, points: worth }, index) => (
        <label class="tick">
          <input type="checkbox" name="rubric" value={index} data-points={worth} checked={ticked.includes(index)} />
          <span>
            {index < 9 && <kbd>{index + 1}</kbd>} <strong>{points(worth)}</strong> {visibleLine(text, 300)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function UsualComments({ comments }: { comments: string[] }) {
  if (comments.length === 0) return null;
  return (
    <fieldset class="usual">
      <legend>Comments given before</legend>
      {comments.map((comment) => (
        <button type="button" data-comment={comment} title={visibleLine(comment, 600)}>
          {visibleLine(comment, 60)}
        </button>
      ))}
    </fieldset>
  );
}

function ModelAnswer({ rubric: { model }, renderers }: { rubric: Rubric; renderers: Renderers }) {
  if (model === "") return null;
  return (
    <details class="model" open>
      <summary>Model answer</summary>
      <Rendered class="prose" html={renderers.markdown.html(model)} />
    </details>
  );
}
