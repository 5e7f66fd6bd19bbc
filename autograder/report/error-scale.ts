/** A relative error beside its tolerance on a logarithmic scale from 1e-16 to 1, drawn without script or style attributes. */
import { html, type Markup } from "./html.ts";
import { figure } from "./numbers.ts";

const WIDTH = 200;
const EDGE = 6;
const DECADES = 16;

/** The picture, with the same in words for those who do not see it. */
export function errorScale(found: number, tolerance: number, passed: boolean): Markup {
  const allowed = position(tolerance);
  const at = position(found);
  const words = `relative error ${figure(found)}, allowed up to ${figure(tolerance)}`;
  const mark = passed
    ? html`<circle class="mark" cx="${at}" cy="10" r="5"/>`
    : html`<path class="mark" d="M${at - 5} 5 L${at + 5} 15 M${at - 5} 15 L${at + 5} 5"/>`;
  return html`<svg class="scale ${passed ? "good" : "bad"}" viewBox="0 0 ${WIDTH} 20" width="${WIDTH}" height="20" role="img" aria-label="${words}">
<rect class="track" x="${EDGE}" y="8" width="${WIDTH - 2 * EDGE}" height="4" rx="2"/>
<rect class="allowed" x="${EDGE}" y="8" width="${Math.max(0, allowed - EDGE)}" height="4" rx="2"/>
<line class="limit" x1="${allowed}" x2="${allowed}" y1="3" y2="17"/>
${mark}</svg>`;
}

/** Where a figure lies on the scale; what is smaller or larger lies at its end. */
function position(value: number): number {
  const decade = value > 0 ? Math.log10(value) : -DECADES;
  const share = (Math.min(0, Math.max(-DECADES, decade)) + DECADES) / DECADES;
  return Math.round(EDGE + share * (WIDTH - 2 * EDGE));
}
