/** The last part of a feedback page: the student's own outputs and plots, folded. */
import { html, type Markup } from "./html.ts";
import type { OwnOutput } from "./own-outputs.ts";
import { visible, visibleLine } from "./visible.ts";

/** Cells shown. */
const SHOWN = 60;

export function ownOutputsSection(outputs: readonly OwnOutput[]): Markup | null {
  if (outputs.length === 0) return null;
  return html`<details class="card"><summary class="head"><h2>Your own outputs and plots</h2></summary>
<p class="soft small">As they stood in the notebook that you handed in. They do not count: checks compute everything anew.</p>
${outputs.slice(0, SHOWN).map(one)}</details>
`;
}

function one({ cell, line, text, pictures }: OwnOutput): Markup {
  return html`<h3 class="small">Cell ${cell} <code class="soft">${visibleLine(line, 80)}</code></h3>
${text !== "" && html`<pre>${visible(text)}</pre>`}
${pictures.map((source, index) => html`<p><img src="${source}" alt="picture ${index + 1} of cell ${cell}"></p>`)}`;
}
