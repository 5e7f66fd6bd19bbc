/** Prints what the reference's networks reach beside what published runs did, and writes the same as Markdown. */
import { writeFileSync } from "node:fs";
import type { AccuracyRow, Assignment } from "gradlab/autograder";
import { byName, type Opened } from "./folders.ts";

export interface AccuracyPrintOptions {
  data?: "synthetic" | "real";
  out?: string;
  json?: boolean;
}

/** Of several assignments, those without an accuracy notebook are passed over; of one, that is an error. */
export async function printAccuracies(opened: Opened, options: AccuracyPrintOptions): Promise<boolean> {
  const { hasAccuracy } = await import("gradlab/autograder");
  const assignments = opened.all ? opened.assignments.filter(hasAccuracy) : opened.assignments;
  const results: AccuracyRow[][] = [];
  for (const assignment of assignments) {
    results.push(await train(assignment, options));
    // After each: what a long run has found so far is not lost with it.
    if (options.out) writeFileSync(options.out, markdown(assignments, results));
  }
  if (options.json) console.log(JSON.stringify(byName({ ...opened, assignments }, results), null, 2));
  const rows = results.flat();
  if (!options.json) console.log(`${rows.filter(({ ok }) => ok).length} of ${rows.length} reach what is asked`);
  return rows.every(({ ok }) => ok);
}

async function train(assignment: Assignment, { data, json }: AccuracyPrintOptions): Promise<AccuracyRow[]> {
  const { accuracy } = await import("gradlab/autograder");
  if (!json) {
    console.log(`\n${assignment.name}`);
    console.log(line(HEADINGS));
  }
  return accuracy(assignment, { data, onRow: json ? undefined : (row) => console.log(line(cells(row))) });
}

const HEADINGS = ["what", "published", "asked", "ours", "seconds", ""];
const WIDTHS = [52, 36, 10, 8, 8, 4];

function line(texts: string[]): string {
  return texts
    .map((text, at) => text.padEnd(WIDTHS[at]))
    .join(" ")
    .trimEnd();
}

function cells({ what, seed, asked, ours, below, seconds, ok }: AccuracyRow): string[] {
  const number = (value: number | null) => (value === null ? "none" : below ? value.toPrecision(3) : percent(value));
  const wanted = `${below ? "<=" : ">="} ${number(asked)}`;
  return [what, seed, wanted, number(ours), seconds.toFixed(1), ok ? "ok" : "LOW"];
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function markdown(assignments: Assignment[], results: AccuracyRow[][]): string {
  const rows = results.flatMap((list, at) => list.map((row) => [assignments[at].name, ...cells(row)]));
  const head = ["assignment", ...HEADINGS];
  const lines = [head, head.map(() => "---"), ...rows].map((texts) => `| ${texts.join(" | ")} |\n`);
  return lines.join("");
}
