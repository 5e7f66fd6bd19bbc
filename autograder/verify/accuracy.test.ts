/** What an author relies on: rows come as they are measured, on the data asked for, and one below what is asked is seen. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, notebookText } from "gradlab/kernel/notebook";
import type { Assignment } from "../source/index.ts";
import { type AccuracyRow, accuracy, hasAccuracy, reached } from "./index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(import.meta.dirname, "..", "..", "node_modules", ".accuracy-")); // where `gradlab/check` is found
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An assignment that is nothing but its accuracy notebook. */
function assignment(...sources: string[]): Assignment {
  const code = (source: string, at: number): Cell => ({
    ...{ cell_type: "code", id: `cell-${at}`, metadata: {}, source, outputs: [], execution_count: null },
  });
  mkdirSync(folder, { recursive: true });
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells: sources.map(code) };
  writeFileSync(join(folder, "accuracy.ipynb"), notebookText(notebook));
  return { folder } as Assignment;
}

const SETUP = 'import { type Accuracy, measure } from "gradlab/check";\nexport const accuracies: Accuracy[] = [];';
const ROW = (asked: number, ours: string) =>
  `accuracies.push(await measure({ what: process.env.GRADLAB_DATA ?? "none", seed: "50%", asked: ${asked} }, () => ${ours}));`;

test("every row says whether it reached what was asked, and on which data", async () => {
  const seen: AccuracyRow[] = [];
  const trained = assignment(SETUP, ROW(0.5, "0.6"), ROW(0.7, "0.6"), ROW(0.5, "NaN"));
  const rows = await accuracy(trained, { data: "real", onRow: (row) => seen.push(row) });
  expect(rows.map(({ what, ours, ok }) => [what, ours, ok])).toEqual([
    ["real", 0.6, true],
    ["real", 0.6, false],
    ["real", null, false],
  ]);
  expect(seen).toEqual(rows);
});

test("a cell that raises is named; a folder without the notebook is known beforehand", async () => {
  const broken = assignment(SETUP, 'throw new Error("no pictures")');
  expect(hasAccuracy(broken)).toBe(true);
  await expect(accuracy(broken)).rejects.toThrow("accuracy.ipynb: Error: no pictures");
  expect(hasAccuracy({ folder: tmpdir() } as Assignment)).toBe(false);
});

test("a loss must stay below, an accuracy reach what is asked", () => {
  const stated = { what: "x", seed: "", seconds: 1 };
  expect(reached({ ...stated, asked: 0.1, ours: 0.09, below: true })).toBe(true);
  expect(reached({ ...stated, asked: 0.1, ours: 0.11, below: true })).toBe(false);
  expect(reached({ ...stated, asked: 0.5, ours: 0.5 })).toBe(true);
});
