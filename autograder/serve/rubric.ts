/** The rubric of a free answer, read from the source notebook: a model answer, then a list under a line `**Rubric (4 points)**`. */

export interface RubricItem {
  text: string;
  points: number;
}

export interface Rubric {
  /** Markdown. */
  model: string;
  items: RubricItem[];
}

const HEADING = /^(?:\*\*|#+\s*)Rubric[^\n]*$/im;
const ITEM = /^[-*]\s+(.+)$/gm;
const POINTS = /(\d+(?:\.\d+)?)\s*points?\b/gi;

/** @param source text of the answer's cell in the source notebook */
export function readRubric(source: string): Rubric {
  const heading = HEADING.exec(source);
  if (!heading) return { model: source.trim(), items: [] };
  const list = source.slice(heading.index + heading[0].length);
  return {
    model: source.slice(0, heading.index).trim(),
    items: [...list.matchAll(ITEM)].map(([, line]) => item(line)),
  };
}

/** "1 point: names it; 1 point: says why" is one item of 2 points. */
function item(line: string): RubricItem {
  const points = [...line.matchAll(POINTS)].reduce((sum, [, value]) => sum + Number(value), 0);
  return { text: line.replace(/^\d+(?:\.\d+)?\s*points?\s*:\s*/i, ""), points };
}
