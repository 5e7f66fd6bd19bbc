/** The class on one page for whoever teaches it: points, standing of every question, links to the feedback pages. */
import { isOpen, type SubmissionResult } from "../grade/result.ts";
import { htmlDocument } from "./document.ts";
import type { AssignmentWords } from "./feedback-page.ts";
import { html, type Markup } from "./html.ts";
import { percent, points } from "./numbers.ts";
import { visibleLine, visibleName } from "./visible.ts";

/**
 * The page as HTML.
 * @param files path of each student's page, from where this page lies
 */
export function classPage(
  results: readonly SubmissionResult[],
  files: readonly string[],
  words: AssignmentWords = {},
): string {
  const title = visibleLine(words.title ?? results[0]?.assignment ?? "No submissions");
  const rows = results.map((result, index) => row(result, files[index]));
  const levels = [...new Set(results.map(({ isolation }) => isolation))].join(", ");
  const body = html`<header class="card"><h1>${title}</h1>
<p class="soft">${results.length} submissions · median ${percent(median(results), 1)} · isolation: ${levels}</p></header>
<section class="card"><table class="names"><caption>Students</caption>
<thead><tr><th scope="col">student</th><th scope="col">to look at</th><th scope="col" class="number">points</th><th scope="col" class="number">share</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
  return htmlDocument(`${title} – class`, body);
}

function row(result: SubmissionResult, file: string): Markup {
  const href = file.split("/").map(encodeURIComponent).join("/");
  return html`<tr><th scope="row"><a href="${href}"><bdi>${visibleName(result.student)}</bdi></a></th>
<td class="small">${remarks(result, href)}</td>
<td class="number">${points(result.points)} / ${points(result.max)}</td><td class="number">${percent(result.points, result.max)}</td></tr>
`;
}

/** What a person may have to look at: a file that could not be read, warnings, questions that lost points, free answers. */
function remarks(result: SubmissionResult, href: string): Markup[] {
  const lost = result.questions.flatMap((question, index) =>
    isOpen(question) || question.points >= question.max ? [] : [{ ...question, index }],
  );
  const open = result.questions.filter(isOpen);
  return [
    ...(result.rejected === null
      ? []
      : [html`<span class="badge bad">not read</span> ${visibleLine(result.rejected, 200)} `]),
    ...lost.map(({ id, outcome, index }) => {
      const why = outcome === "graded" ? "" : `: ${outcome}`;
      return html`<a class="badge ${outcome === "graded" ? "part" : "bad"}" href="${href}#question-${index + 1}">${visibleLine(id, 60)}${why}</a> `;
    }),
    ...(result.flags ?? []).map((flag) => html`<span class="badge part">${visibleLine(flag, 200)}</span> `),
    ...(result.warnings.length > 0 ? [html`<span class="badge wait">warnings: ${result.warnings.length}</span> `] : []),
    ...(open.length > 0 ? [html`<span class="badge wait">to read: ${open.length}</span>`] : []),
  ];
}

function median(results: readonly SubmissionResult[]): number {
  const shares = results.map(({ points, max }) => (max > 0 ? points / max : 0)).sort((a, b) => a - b);
  const middle = shares.length >> 1;
  if (shares.length === 0) return 0;
  return shares.length % 2 === 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
}
