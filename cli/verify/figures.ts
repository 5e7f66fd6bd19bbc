/** Prints published figures beside the reference's. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { GoldenRow } from "gradlab/autograder";
import { byName, type Opened } from "./folders.ts";

export async function printFigures(opened: Opened, { json }: { json?: boolean }): Promise<boolean> {
  const { golden } = await import("gradlab/autograder");
  const assignments = opened.all
    ? opened.assignments.filter(({ folder }) => existsSync(join(folder, "golden.ipynb")))
    : opened.assignments;
  const results: GoldenRow[][] = [];
  for (const assignment of assignments) {
    const rows = await golden(assignment);
    results.push(rows);
    if (json) continue;
    if (opened.all) console.log(`\n${assignment.name}`);
    table(rows);
  }
  if (json) console.log(JSON.stringify(byName({ ...opened, assignments }, results), null, 2));
  return results.flat().every(({ agrees }) => agrees);
}

/** The figures of seed and reference side by side. */
function table(rows: GoldenRow[]): void {
  const width = Math.max(...rows.map(({ figure }) => figure.length));
  console.log(`${"figure".padEnd(width)}  ${"seed".padEnd(30)}${"ours".padEnd(30)}`);
  for (const { figure, seed, ours, noise, numpy, agrees, note } of rows) {
    const how = noise ? " in size (rounding noise)" : numpy === undefined ? "" : ` with NumPy 2 (${numpy})`;
    const verdict = `${agrees ? "agrees" : "DIFFERS"}${how}${note ? `; ${note}` : ""}`;
    console.log(`${figure.padEnd(width)}  ${numbers(seed).padEnd(30)}${numbers(ours).padEnd(30)}${verdict}`);
  }
  console.log(`${rows.filter(({ agrees }) => agrees).length} of ${rows.length} figures agree`);
}

/** A number, or the first of several and how many there are. */
function numbers(value: number | number[]): string {
  return typeof value === "number" ? String(value) : `${value[0]} (of ${value.length})`;
}
