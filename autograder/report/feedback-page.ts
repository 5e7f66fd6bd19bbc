/** The feedback page of one student: one file, no script, everything in it explained. */
import { isOpen, type QuestionResult, type SubmissionResult } from "../grade/result.ts";
import { htmlDocument } from "./document.ts";
import { html, type Markup } from "./html.ts";
import { duration, percent, points } from "./numbers.ts";
import type { OwnOutput } from "./own-outputs.ts";
import { ownOutputsSection } from "./own-outputs-section.ts";
import { questionSection } from "./question-section.ts";
import { visibleLine, visibleName } from "./visible.ts";
import { LEVEL_WORDS, standingOf } from "./words.ts";

/** What a course knows of an assignment beyond its results. */
export interface AssignmentWords {
  /** The assignment's heading; its name where there is none. */
  title?: string;
  /** Headings of questions by their ids. */
  questions?: Record<string, string>;
}

/** What a course knows of one submission beyond its verdict. */
export interface SubmissionWords {
  /** What lateness did to the points, in words. */
  late?: string;
  /** What the student's own notebook showed. */
  outputs?: readonly OwnOutput[];
}

/** Characters of a page at most; a page is some ten thousand. */
const MAX_PAGE = 4_000_000;

/** The whole page as HTML. Hidden inputs are not in a result, and what the student's code printed while it was graded is not shown. */
export function feedbackPage(
  result: SubmissionResult,
  words: AssignmentWords = {},
  { late, outputs = [] }: SubmissionWords = {},
): string {
  const title = visibleLine(words.title ?? result.assignment);
  const sections = result.questions.map((one, index) => questionSection(one, anchor(index), titleOf(words, one)));
  const body = html`${header(result, title, late)}
${result.rejected !== null && rejected(result.rejected)}
${result.warnings.length > 0 && warnings(result.warnings)}
${result.questions.length > 0 && overview(result.questions, words)}
${sections}
${ownOutputsSection(outputs)}
${footer(result)}`;
  const page = htmlDocument(`${title} – ${visibleName(result.student)}`, body);
  return page.length <= MAX_PAGE
    ? page
    : htmlDocument(title, html`${header(result, title)}<p>The details are too long to show.</p>`);
}

function header(result: SubmissionResult, title: string, late?: string): Markup {
  const share = result.max > 0 ? Math.min(100, Math.max(0, (100 * result.points) / result.max)) : 0;
  const open = result.questions.filter(isOpen);
  const words = `${points(result.points)} of ${points(result.max)} points`;
  return html`<header class="card"><p class="soft small">Feedback for <bdi>${visibleName(result.student)}</bdi></p>
<h1>${title}</h1>
<p class="score">${points(result.points)} <small>of ${points(result.max)} points · ${percent(result.points, result.max)}</small></p>
<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${words}"><rect width="100" height="4" rx="1"/><rect class="share" width="${share.toFixed(1)}" height="4" rx="1"/></svg>
${open.length > 0 && html`<p class="soft small">${points(open.reduce((sum, { max }) => sum + max, 0))} points are still to be given by a person.</p>`}
${late && html`<div class="note bad"><p>${visibleLine(late)}</p></div>`}
</header>
`;
}

function rejected(reason: string): Markup {
  return html`<section class="card" aria-labelledby="rejected"><h2 id="rejected">This notebook could not be read</h2>
<div class="note bad"><p>${visibleLine(reason, 600)}</p></div></section>`;
}

function warnings(texts: readonly string[]): Markup {
  return html`<section class="card" aria-labelledby="warnings"><h2 id="warnings">What differed from the released notebook</h2>
<ul class="plain">${texts.slice(0, 60).map((text) => html`<li>${visibleLine(text, 400)}</li>`)}</ul></section>`;
}

function overview(questions: readonly QuestionResult[], words: AssignmentWords): Markup {
  return html`<section class="card"><table><caption>Questions</caption>
<thead><tr><th scope="col">question</th><th scope="col">result</th><th scope="col" class="number">points</th></tr></thead>
<tbody>${questions.map((question, index) => overviewRow(question, index, titleOf(words, question)))}</tbody></table></section>`;
}

function overviewRow(question: QuestionResult, index: number, title: string | undefined): Markup {
  const { word, tone } = standingOf(question);
  return html`<tr><th scope="row"><a href="#${anchor(index)}">${visibleLine(title ?? question.id, 120)}</a></th>
<td><span class="badge ${tone}">${word}</span></td><td class="number">${isOpen(question) ? "–" : points(question.points)} / ${points(question.max)}</td></tr>
`;
}

/** What the grade rests on, for a question about it later. */
function footer(result: SubmissionResult): Markup {
  const { file, sha256, bytes } = result.submission;
  return html`<footer class="card"><h2>About this result</h2><dl>
<dt>Notebook</dt><dd>${visibleLine(file, 200)}, ${bytes} bytes, SHA-256 <code>${sha256}</code></dd>
<dt>Graded</dt><dd><time datetime="${result.gradedAt}">${result.gradedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</time>, in ${duration(result.wallMs)}</dd>
<dt>Your code ran</dt><dd>${LEVEL_WORDS[result.isolation]}; inputs of hidden checks are fresh in every run</dd>
<dt>Version</dt><dd>gradlab ${result.versions.gradlab}, Node ${result.versions.node}</dd>
</dl></footer>
`;
}

function titleOf(words: AssignmentWords, { id }: QuestionResult): string | undefined {
  return words.questions && Object.hasOwn(words.questions, id) ? words.questions[id] : undefined;
}

function anchor(index: number): string {
  return `question-${index + 1}`;
}
