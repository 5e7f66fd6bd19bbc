/** One question on a feedback page: its points, and for every check what was asked, what was found and what to try. */
import { type CheckResult, isOpen, type QuestionResult } from "../grade/result.ts";
import { errorScale } from "./error-scale.ts";
import { html, type Markup } from "./html.ts";
import { figure, points } from "./numbers.ts";
import { visible, visibleLine } from "./visible.ts";
import { checkWord, explain, standingOf } from "./words.ts";

/** Checks shown of one question; a question has some ten. */
const SHOWN = 200;

/** The question under the anchor `anchor`, closed where it has full marks; headed by `title` where the course gives it one. */
export function questionSection(question: QuestionResult, anchor: string, title?: string): Markup {
  const { word, tone } = standingOf(question);
  const name = visibleLine(question.id, 120);
  const heading =
    title && title !== question.id
      ? html`${visibleLine(title)} <code class="soft">${name}</code>`
      : html`<code>${name}</code>`;
  return html`<details class="card" id="${anchor}"${tone !== "good" && html` open`}>
<summary class="head"><h2>${heading}</h2>
<span class="standing"><span class="badge ${tone}">${word}</span><strong class="number">${isOpen(question) ? "–" : points(question.points)} / ${points(question.max)}</strong></span></summary>
${trouble(question)}
${comment(question)}
${checkLists(question)}
</details>
`;
}

/** What failed first and open, what passed folded behind it. Of a question that broke off, all checks are folded: its error says more. */
function checkLists({ checks, outcome }: QuestionResult): Markup {
  const ended = outcome === "graded";
  const [passed, failed] = [checks.filter((check) => check.passed), checks.filter((check) => !check.passed)];
  const list = (some: CheckResult[]) =>
    html`<ul class="checks">${some.slice(0, SHOWN).map((check) => checkItem(check, ended))}</ul>`;
  const folded = (some: CheckResult[], what: string) =>
    some.length > 0 &&
    html`<details class="more"><summary>${some.length} ${some.length === 1 ? "check" : "checks"} ${what}</summary>${list(some)}</details>`;
  if (failed.length === 0) return list(passed);
  return html`${ended ? list(failed) : folded(failed, "not passed")}${folded(passed, "passed")}`;
}

/** Where the question did not run to its end: why, and the words of the error. */
function trouble({ outcome, error }: QuestionResult): Markup | null {
  const text = explain(outcome);
  if (text === null && error === null) return null;
  const tone = outcome === "manual" ? "wait" : "bad";
  return html`<div class="note ${tone}">${text && html`<p>${text}</p>`}${error && html`<pre>${visible(error)}</pre>`}</div>`;
}

/** What a person wrote of it; who gave which points stays in the gradebook. */
function comment({ mark }: QuestionResult): Markup | null {
  if (!mark?.comment) return null;
  return html`<div class="note wait"><p><strong>Comment</strong></p><p class="lines">${visible(mark.comment, 4000)}</p></div>`;
}

/** A hint is for a wrong value; where the question broke off, that is what has to be mended. */
function checkItem(check: CheckResult, ended: boolean): Markup {
  return html`<li class="${check.passed ? "good" : "bad"}">${sign(check)}
<div class="head"><span><span class="label">${visibleLine(check.label)}</span>${check.hidden && html`<span class="tag">hidden check</span>`}</span>
<span class="number">${points(check.points)} / ${points(check.max)}</span></div>
<p class="soft small">${visibleLine(check.asked, 500)}</p>
${found(check)}
${!check.passed && check.message && html`<p>${visible(check.message, 800)}</p>`}
${ended && !check.passed && check.hint && html`<p class="hint"><strong>Try this:</strong> ${visible(check.hint, 800)}</p>`}
</li>`;
}

/** A tick or a cross; the word behind it is what a screen reader says. */
function sign(check: CheckResult): Markup {
  const path = check.passed ? "M4 13 L9 18 L18 6" : "M5 6 L17 18 M17 6 L5 18";
  return html`<svg class="sign" viewBox="0 0 22 24" role="img" aria-label="${checkWord(check)}"><path d="${path}"/></svg>`;
}

/** What was measured: a relative error on its scale, any other figure in words. */
function found({ kind, found, tolerance, passed }: CheckResult): Markup | null {
  if (found === null || !Number.isFinite(found)) return null;
  if (tolerance === null) return html`<p class="small">found ${figure(found)}</p>`;
  if (kind !== "close" && kind !== "golden")
    return html`<p class="small">found ${figure(found)}, asked ${figure(tolerance)}</p>`;
  return html`<p class="found small">${errorScale(found, tolerance, passed)}<span>relative error <strong>${figure(found)}</strong>, allowed ${figure(tolerance)}</span></p>`;
}
