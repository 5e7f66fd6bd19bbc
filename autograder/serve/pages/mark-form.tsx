/** A person's points and comment for any question of a submission. */
import { isOpen, type QuestionResult } from "../../grade/result.ts";
import { visibleLine } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import { when } from "./parts.tsx";

interface MarkFormProps {
  action: string;
  question: QuestionResult;
  sha256: string;
  csrf: string;
}

export function MarkForm({ action, question, sha256, csrf }: MarkFormProps) {
  const { id, mark, max, manual } = question;
  const name = visibleLine(id, 80);
  return (
    <details class="mark" open={isOpen(question)}>
      <summary>
        {mark
          ? `Marked by ${visibleLine(mark.author, 60)}, ${when(mark.given)}`
          : manual
            ? "Give points"
            : "Change points or comment"}
      </summary>
      <form method="post" action={action}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="question" value={id} />
        <input type="hidden" name="sha256" value={sha256} />
        <input type="hidden" name="seen" value={mark?.given ?? ""} />
        <label>
          Points for {name} (of {points(max)})
          <input
            type="number"
            name="points"
            min="0"
            max={max}
            step="any"
            value={mark?.points ?? ""}
            placeholder={manual ? "" : points(question.points)}
          />
        </label>
        <label>
          Comment on {name}, for the student
          <textarea name="comment" rows={2} maxlength={4000}>
            {mark?.comment ?? ""}
          </textarea>
        </label>
        <button type="submit">Save</button>
        <span class="soft small">
          {manual ? "Empty points leave the answer open." : "Empty points keep what the checks gave."}
        </span>
      </form>
    </details>
  );
}
