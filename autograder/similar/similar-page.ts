/** Pairs of similar work on one page: ranked, each side by side with what both have marked. */
import { htmlDocument } from "../report/document.ts";
import { html, type Markup } from "../report/html.ts";
import { visibleLine, visibleName } from "../report/visible.ts";
import type { Lines, SimilarPair } from "./compare.ts";

const STYLE = `
main{max-width:80rem}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
.sides pre{max-height:32rem;overflow:auto;margin:0;padding:.5rem;font-size:.8rem;line-height:1.45;white-space:pre}
.sides span.line{display:block}
.sides .m0{background:light-dark(#fde68a,#5b4708)}
.sides .m1{background:light-dark(#bbf7d0,#0e4a26)}
.sides .m2{background:light-dark(#bfdbfe,#173a63)}
.sides .m3{background:light-dark(#fbcfe8,#5b1f3f)}
@media (max-width:40rem){.sides{grid-template-columns:1fr}}
`;
const COLOURS = 4;

export function similarPage(title: string, pairs: readonly SimilarPair[], works: number): string {
  const body = html`<header class="card"><h1>${visibleLine(title)}: similar work</h1>
<p class="soft">${works} works compared, ${pairs.length} pairs to look at. What everybody was given does not count, nor what much of the class writes alike.
A high share is a reason to read both, never a verdict.</p></header>
<section class="card"><table><caption>Pairs, most alike first</caption>
<thead><tr><th scope="col">pair</th><th scope="col" class="number">alike</th><th scope="col" class="number">longest run</th></tr></thead>
<tbody>${pairs.map(row)}</tbody></table></section>
${pairs.map(section)}`;
  return htmlDocument(`${title} – similar work`, body, STYLE);
}

function row({ left, right, similarity, longest }: SimilarPair, index: number): Markup {
  return html`<tr><th scope="row"><a href="#pair-${index + 1}"><bdi>${visibleName(left.student)}</bdi> and <bdi>${visibleName(right.student)}</bdi></a></th>
<td class="number">${share(similarity)}</td><td class="number">${longest}</td></tr>
`;
}

function section({ left, right, similarity, passages }: SimilarPair, index: number): Markup {
  const names = html`<bdi>${visibleName(left.student)}</bdi> and <bdi>${visibleName(right.student)}</bdi>`;
  return html`<section class="card" id="pair-${index + 1}"><h2>${names}: ${share(similarity)}</h2>
<div class="sides">${side(
    left.student,
    left.code,
    passages.map((one) => one.left),
  )}${side(
    right.student,
    right.code,
    passages.map((one) => one.right),
  )}</div></section>
`;
}

/** The longest passages come first; a line in two of them bears the colour of the longer. */
function side(student: string, code: string, passages: readonly Lines[]): Markup {
  const lines = code.split("\n").map((line, row) => {
    const mark = passages.findIndex(({ from, to }) => row >= from && row <= to);
    return html`<span class="line${mark >= 0 && ` m${mark % COLOURS}`}">${line === "" ? " " : line}</span>`;
  });
  return html`<pre tabindex="0" aria-label="code of ${visibleName(student)}">${lines}</pre>`;
}

function share(similarity: number): string {
  return `${Math.round(100 * similarity)}%`;
}
