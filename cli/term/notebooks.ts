/** The bytes of what students hand in, made from an assignment's sample class. */
import { type Assignment, makeSamples } from "gradlab/autograder";
import { type Notebook, notebookText } from "gradlab/kernel/notebook";
import type { Work } from "./students.ts";

/** Appended by the student whose work is copied, and by the one who copies it: the same under other names and in another layout. */
const OWN = `export function clampedTotal(rows: number[][], limit: number): number {
  let total = 0;
  for (const row of rows) {
    let inner = 0;
    for (const value of row) {
      if (value > limit) inner += limit;
      else if (value < -limit) inner -= limit;
      else inner += value;
    }
    total += inner * inner > 1 ? Math.sqrt(Math.abs(inner)) : inner;
  }
  return total / Math.max(1, rows.length);
}`;
const COPY = `export function helper(m: any, k: any) {
  let acc = 0; // my own idea
  for (const line of m) { let part = 0;
    for (const cell of line) { if (cell > k) part += k; else if (cell < -k) part -= k; else part += cell; }
    acc += part * part > 1 ? Math.sqrt(Math.abs(part)) : part; }
  return acc / Math.max(1, m.length);
}`;

/** A function from a kind of work to the text of its file. */
export function notebooksOf(assignment: Assignment): (work: Work) => string {
  const samples = makeSamples(assignment);
  const of = (kind: string, number = 0) => samples.filter(({ expects }) => expects.kind === kind).at(number)!.notebook;
  const texts = new Map<Work, string>([
    ["reference", notebookText(of("reference"))],
    ["empty", notebookText(of("empty"))],
    ["cheat", notebookText(of("cheat"))],
    ["broken", notebookText(of("reference")).slice(0, 900)],
    ["own", notebookText(withCell(of("reference"), OWN))],
    ["copy", notebookText(withCell(of("reference"), COPY))],
    ["mutant-0", notebookText(of("mutant", 0))],
    ["mutant-1", notebookText(of("mutant", 1))],
  ]);
  return (work) => texts.get(work)!;
}

function withCell(notebook: Notebook, source: string): Notebook {
  const cell = { cell_type: "code" as const, id: "own", metadata: {}, source, outputs: [], execution_count: null };
  return { ...notebook, cells: [...notebook.cells, cell] };
}
