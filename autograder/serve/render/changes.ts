/** What a student changed in a cell, line by line. */
import { diffLines } from "diff";
import { visible } from "../../report/index.ts";

export interface ChangedLine {
  kind: "added" | "removed" | "same" | "left-out";
  /** Number of the line in the release and in the submission, from 1; null where it is not in it. */
  before: number | null;
  after: number | null;
  text: string;
}

/** Lines around a change that are shown. */
const CONTEXT = 3;
const MAX = 60_000;

/** Differences of two texts with a few lines around each; long stretches of equal lines become one `left-out`. */
export function changes(released: string, submitted: string): ChangedLine[] {
  const parts = diffLines(ended(visible(released, MAX)), ended(visible(submitted, MAX)));
  let [before, after] = [1, 1];
  return parts.flatMap(({ value, added, removed }, index) => {
    const lines = value.replace(/\n$/, "").split("\n");
    const numbered = lines.map((text): ChangedLine => {
      if (added) return { kind: "added", before: null, after: after++, text };
      if (removed) return { kind: "removed", before: before++, after: null, text };
      return { kind: "same", before: before++, after: after++, text };
    });
    return added || removed ? numbered : shortened(numbered, index > 0, index < parts.length - 1);
  });
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function shortened(lines: ChangedLine[], changeBefore: boolean, changeAfter: boolean): ChangedLine[] {
  const head = changeBefore ? CONTEXT : 0;
  const tail = changeAfter ? CONTEXT : 0;
  const hidden = lines.length - head - tail;
  if (hidden <= 1) return lines;
  const text = `${hidden} unchanged lines`;
  const gap: ChangedLine = { kind: "left-out", before: null, after: null, text };
  return [...lines.slice(0, head), gap, ...lines.slice(lines.length - tail)];
}
