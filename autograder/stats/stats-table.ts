/** A class's statistics on a terminal: one line per question, the costliest reasons below it. */
import { duration, percent, points } from "../report/numbers.ts";
import { terminalLine } from "../report/visible.ts";
import type { ClassStats, QuestionStats } from "./question-stats.ts";

const BARS = " ▁▂▃▄▅▆▇█";
/** Reasons shown for a question. */
const REASONS = 3;

export function statsTable({ submissions, rejected, mean, median, questions }: ClassStats): string {
  const width = Math.max(8, ...questions.map(({ id }) => id.length));
  const head = `${submissions} submissions, ${rejected} could not be read; mean ${percent(mean, 1)}, median ${percent(median, 1)}`;
  return [
    head,
    "",
    `${"question".padEnd(width)}   mean / max  full  none  0 to 100%   time`,
    ...questions.flatMap((one) => lines(one, width)),
  ].join("\n");
}

function lines(one: QuestionStats, width: number): string[] {
  const { id, mean, max, full, none, histogram, seconds, reasons, judged } = one;
  const name = terminalLine(id, 60).padEnd(width);
  if (judged === 0) return [`${name}   to be read by a person`];
  const figures = `${points(mean).padStart(6)} / ${points(max).padEnd(4)} ${String(full).padStart(4)}  ${String(none).padStart(4)}`;
  const why = reasons.slice(0, REASONS).map(({ label, students, points: lost }) => {
    return `${" ".repeat(width)}     ${terminalLine(label, 60)}: ${students} ${students === 1 ? "student" : "students"}, ${points(lost)} points`;
  });
  return [`${name}   ${figures}  ${spark(histogram)}  ${duration(1000 * seconds)}`, ...why];
}

/** Ten counts as ten bars; a count above zero is never an empty bar. */
function spark(counts: readonly number[]): string {
  const most = Math.max(...counts, 1);
  return counts.map((count) => BARS[Math.ceil((count / most) * (BARS.length - 1))]).join("");
}
