/** A class's statistics on one page: how the points are spread, question by question, and what cost them. */
import { htmlDocument } from "../report/document.ts";
import { html, type Markup } from "../report/html.ts";
import { duration, percent, points } from "../report/numbers.ts";
import { visibleLine } from "../report/visible.ts";
import type { ClassStats, QuestionStats } from "./question-stats.ts";

const STYLE = `
.histogram{display:block;width:100%;max-width:24rem;height:6rem;margin:.5rem 0}
.histogram rect{fill:var(--link)}
.histogram line{stroke:var(--line)}
.histogram text{fill:var(--soft);font-size:9px}
`;
const [WIDTH, HEIGHT, FOOT] = [240, 80, 12];
const REASONS = 8;

/** @param titles headings of questions by their ids */
export function statsPage(title: string, stats: ClassStats, titles: Record<string, string> = {}): string {
  const { submissions, rejected, mean, median, questions } = stats;
  const body = html`<header class="card"><h1>${visibleLine(title)}</h1>
<p class="soft">${submissions} submissions, ${rejected} could not be read · mean ${percent(mean, 1)} · median ${percent(median, 1)}</p></header>
<section class="card"><table><caption>Questions</caption>
<thead><tr><th scope="col">question</th><th scope="col" class="number">mean</th><th scope="col" class="number">all points</th><th scope="col" class="number">none</th><th scope="col" class="number">median time</th></tr></thead>
<tbody>${questions.map(row)}</tbody></table></section>
${questions.map((question) => section(question, Object.hasOwn(titles, question.id) ? titles[question.id] : question.id))}`;
  return htmlDocument(`${title} – statistics`, body, STYLE);
}

function row({ id, mean, max, full, none, judged, seconds }: QuestionStats): Markup {
  if (judged === 0)
    return html`<tr><th scope="row">${visibleLine(id)}</th><td colspan="4">to be read by a person</td></tr>
`;
  return html`<tr><th scope="row">${visibleLine(id)}</th><td class="number">${points(mean)} / ${points(max)}</td>
<td class="number">${full}</td><td class="number">${none}</td><td class="number">${duration(1000 * seconds)}</td></tr>
`;
}

function section({ id, histogram, reasons, judged }: QuestionStats, title: string): Markup | false {
  if (judged === 0) return false;
  return html`<section class="card"><h2>${visibleLine(title)} <code class="soft">${visibleLine(id)}</code></h2>
${histogramPlot(histogram)}
${
  reasons.length > 0 &&
  html`<table><caption>What cost points</caption><thead><tr><th scope="col">check</th><th scope="col" class="number">students</th><th scope="col" class="number">points</th></tr></thead>
<tbody>${reasons.slice(0, REASONS).map((reason) => html`<tr><th scope="row">${visibleLine(reason.label)}</th><td class="number">${reason.students}</td><td class="number">${points(reason.points)}</td></tr>`)}</tbody></table>`
}</section>
`;
}

/** Ten bars, each a tenth of the points, with its count above. */
export function histogramPlot(counts: readonly number[]): Markup {
  const most = Math.max(...counts, 1);
  const step = WIDTH / counts.length;
  const words = counts.map((count, i) => `${10 * i} to ${10 * (i + 1)}%: ${count}`).join(", ");
  const bars = counts.map((count, i) => {
    const height = (count / most) * (HEIGHT - 2 * FOOT);
    const top = HEIGHT - FOOT - height;
    const label = count > 0 && html`<text x="${(i + 0.5) * step}" y="${top - 3}" text-anchor="middle">${count}</text>`;
    return html`<rect x="${i * step + 2}" y="${top}" width="${step - 4}" height="${height}" rx="2"/>${label}`;
  });
  return html`<svg class="histogram" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="students by share of the points: ${words}">
<line x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"/>${bars}
<text x="0" y="${HEIGHT - 2}">0%</text><text x="${WIDTH}" y="${HEIGHT - 2}" text-anchor="end">100%</text></svg>`;
}
