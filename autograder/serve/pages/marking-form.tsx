/** The form beside a free answer: rubric, points, comment, and the model answer to compare with. */
import { visibleLine } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import type { Renderers } from "../render/renderers.ts";
import type { Rubric } from "../rubric.ts";
import type { AnswerProps } from "./answer-page.tsx";
import { when } from "./parts.tsx";
import { Rendered } from "./raw.tsx";

export function MarkingForm(props: AnswerProps & { action: string }) {
  const { rubric, mark, comments, action, answer, renderers, csrf } = props;
  return (
    <form class="card marking" method="post" action={action} data-marking>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="sha256" value={answer.sha256} />
      <input type="hidden" name="seen" value={mark?.given ?? ""} />
      <RubricItems rubric={rubric} ticked={mark?.rubric ?? []} />
      <Points max={props.question.points} given={mark?.points ?? null} />
      <label>
        Comment for the student <kbd>c</kbd>
        <textarea name="comment" rows={3} maxlength={4000}>
          {mark?.comment ?? ""}
        </textarea>
      </label>
      <UsualComments comments={comments} />
      <Before {...props} />
      <button type="submit" class="main">
        Save and next <kbd>Ctrl Enter</kbd>
      </button>
      <ModelAnswer rubric={rubric} renderers={renderers} />
      <p class="keys small soft">
        <kbd>1</kbd>–<kbd>9</kbd> tick · <kbd>p</kbd> points · <kbd>j</kbd> next · <kbd>k</kbd> previous ·{" "}
        <kbd>Esc</kbd> leave a field
      </p>
    </form>
  );
}

function Points({ max, given }: { max: number; given: number | null }) {
  return (
    <div class="points-row">
      <label class="points">
        Points, of {points(max)}
        <input
          type="number"
          name="points"
          min="0"
          max={max}
          step="any"
          required
          value={given ?? ""}
          autocomplete="off"
        />
      </label>
      <button type="button" data-points="0">
        None <kbd>z</kbd>
      </button>
      <button type="button" data-points={max}>
        All <kbd>f</kbd>
      </button>
    </div>
  );
}

/** What was given to this answer, or else to an earlier submission of the same student. */
function Before({ mark, earlier }: Pick<AnswerProps, "mark" | "earlier">) {
  if (mark)
    return (
      <p class="soft small">
        Given by {visibleLine(mark.author, 60)}, {when(mark.given)}
      </p>
    );
  if (!earlier) return null;
  return (
    <p class="note wait">
      An earlier submission was given {earlier.points === null ? "no points" : points(earlier.points)}
      {earlier.comment && `: ${visibleLine(earlier.comment, 200)}`}
    </p>
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
