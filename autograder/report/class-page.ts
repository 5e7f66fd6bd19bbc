/** The class on one page for whoever teaches it: points, standing of every question, links to the feedback pages. */
import type { SubmissionResult } from "../grade/result.ts";
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
<section class="card"><table><caption>Students</caption>
<thead><tr><th scope="col">student</th><th scope="col">to look at</th><th scope="col" class="number">points</th><th scope="col" class="number">share</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
  return htmlDocument(`${title} – class`, body);
}

function row(result: SubmissionResult, file: string): Markup {
  return html`<tr><th scope="row"><a href="${file.split("/").map(encodeURIComponent).join("/")}"><bdi>${visibleName(result.student)}</bdi></a></th>
<td class="small">${remarks(result)}</td>
<td class="number">${points(result.points)} / ${points(result.max)}</td><td class="number">${percent(result.points, result.max)}</td></tr>
`;
}

/** What a person may have to look at: a file that could not be read, warnings, questions that broke off, free answers. */
function remarks(result: SubmissionResult): Markup[] {
  const broken = result.questions.filter(({ outcome }) => outcome !== "graded" && outcome !== "manual");
  const open = result.questions.filter(({ manual }) => manual);
  return [
    ...(result.rejected === null
      ? []
      : [html`<span class="badge bad">not read</span> ${visibleLine(result.rejected, 200)} `]),
    ...broken.map(({ id, outcome }) => html`<span class="badge part">${visibleLine(id, 60)}: ${outcome}</span> `),
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
