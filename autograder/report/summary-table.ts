/** The class on a terminal: student, points per question, total and time. */
import stringWidth from "string-width";
import { isOpen, type SubmissionResult } from "../grade/result.ts";
import { questionIds } from "./grades-csv.ts";
import { duration, percent, points } from "./numbers.ts";
import { terminalLine, visibleName } from "./visible.ts";

/** Widest name shown; the files have all of it. */
const NAME = 28;

/**
 * The table as lines of text without colours. Question names are written as the letters a, b, c ... above the columns where there is
 * no room for them, with their meaning below.
 * @param width columns of the terminal
 */
export function summaryTable(results: readonly SubmissionResult[], width = 100): string {
  const ids = questionIds(results);
  const full = layout([
    ["student", ...ids.map((id) => terminalLine(id, 40)), "total", "", "time"],
    ...results.map((one) => cells(one, ids)),
  ]);
  if (fits(full, width)) return full.join("\n");
  const letters = ids.map((_, index) => letter(index));
  const short = layout([["student", ...letters, "total", "", "time"], ...results.map((one) => cells(one, ids))]);
  const legend = ids.map((id, index) => `${letters[index]} ${terminalLine(id, 40)}`);
  return [...short, "", ...wrapped(legend, width)].join("\n");
}

function cells(result: SubmissionResult, ids: readonly string[]): string[] {
  const byId = new Map(result.questions.map((question) => [question.id, question]));
  const scores = ids.map((id) => {
    const question = byId.get(id);
    if (question === undefined) return "–";
    return isOpen(question) ? "?" : points(question.points);
  });
  const name = clipped(terminalLine(visibleName(result.student)), NAME);
  const total = `${points(result.points)}/${points(result.max)}`;
  return [
    name,
    ...scores,
    total,
    result.rejected === null ? percent(result.points, result.max) : "rejected",
    duration(result.wallMs),
  ];
}

/** The first column to the left, all others to the right, a rule below the head. */
function layout(rows: string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column]))));
  const lines = rows.map((row) =>
    row
      .map((text, column) => {
        const space = " ".repeat(widths[column] - stringWidth(text));
        return column === 0 ? text + space : space + text;
      })
      .join("  ")
      .trimEnd(),
  );
  return [lines[0], "─".repeat(widths.reduce((sum, one) => sum + one + 2, -2)), ...lines.slice(1)];
}

function fits(lines: string[], width: number): boolean {
  return lines.every((line) => stringWidth(line) <= width);
}

function clipped(text: string, width: number): string {
  let kept = "";
  for (const character of text) {
    if (stringWidth(kept + character) > width - 1) return `${kept}…`;
    kept += character;
  }
  return kept;
}

/** a to z, then aa, ab ... */
function letter(index: number): string {
  return (index >= 26 ? letter(Math.floor(index / 26) - 1) : "") + String.fromCharCode(97 + (index % 26));
}

function wrapped(words: string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(last) + stringWidth(word) + 3 <= width)
      lines[lines.length - 1] = `${last}   ${word}`;
    else lines.push(word);
  }
  return lines;
}
