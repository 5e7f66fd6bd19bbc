/** The table of proofs, as Markdown. */
import type { Totals } from "./compare-grades.ts";
import type { Proof } from "./prove.ts";

const HEADINGS = ["assignment", "validate", "reference: nbgrader, ours", "empty: nbgrader, ours", "of", "seconds"];

export const heading = [row(HEADINGS), row(HEADINGS.map(() => "---"))].join("\n");

export function proofRow({ assignment, validates, totals: { reference, empty }, seconds }: Proof): string {
  const sides = [reference, empty].map(both);
  return row([assignment, validates ? "passes" : "FAILS", ...sides, String(reference.max), seconds.toFixed(0)]);
}

const both = ({ nbgrader, ours }: Totals) => [nbgrader, ours].map((value) => Number(value.toFixed(2))).join(", ");

function row(texts: string[]): string {
  return `| ${texts.join(" | ")} |`;
}
