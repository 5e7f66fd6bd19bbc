/** Attacks on the structure of a notebook (F), each a change to an honest one. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import type { AttackCase } from "./case.ts";
import { differences, type Expectation } from "./expectation.ts";
import { codeCell, gradeIdOf, indexOf, submissionBytes } from "./submissions.ts";

interface Change extends Expectation {
  name: string;
  change(notebook: Notebook): unknown;
}

/** The affine cell as a beginner writes it wrong. */
const WRONG = "export const affine = (x: NdArray, w: NdArray) => x.dot(w);";

function structureCase(id: string, attack: string, outcome: AttackCase["outcome"], changes: Change[]): AttackCase {
  return {
    id,
    attack,
    outcome,
    open: [],
    async run(arena) {
      const results = await Promise.all(
        changes.map(async ({ name, change, ...expected }) => {
          const result = await arena.grade(submissionBytes(arena.target, change), `${id}-${name}`);
          return differences(result, expected).map((problem) => `${name}: ${problem}`);
        }),
      );
      return results.flat();
    },
  };
}

function cellOf(notebook: Notebook, gradeId: string): Cell {
  return notebook.cells[indexOf(notebook, gradeId)];
}

function setText(gradeId: string, source: string) {
  return (notebook: Notebook) => {
    cellOf(notebook, gradeId).source = source;
  };
}

function remove(notebook: Notebook, ...gradeIds: string[]): void {
  notebook.cells = notebook.cells.filter((cell) => !gradeIds.includes(gradeIdOf(cell) ?? ""));
}

/** Everything that a cell's metadata could claim, claimed. */
function claimAll(notebook: Notebook): void {
  for (const cell of notebook.cells) {
    const nbgrader = cell.metadata.nbgrader as Record<string, unknown> | undefined;
    if (nbgrader)
      Object.assign(nbgrader, {
        points: 1e9,
        grade: true,
        solution: true,
        locked: false,
        task: true,
        schema_version: 99,
      });
    cell.metadata.gradlab = { question: "affine", origin: "instructor", limits: { seconds: 1e9 } };
  }
  notebook.metadata = { kernelspec: { name: "bash", display_name: "Bash" }, language_info: { name: "bash" } };
}

function retype(gradeId: string, type: "markdown" | "raw") {
  return (notebook: Notebook) => {
    const { id, metadata, source } = cellOf(notebook, gradeId);
    notebook.cells[indexOf(notebook, gradeId)] = { cell_type: type, id, metadata, source };
  };
}

/** Two cells with the one grade_id, as JupyterLab makes them when a cell is split. */
function split(gradeId: string, first: string, second: string) {
  return (notebook: Notebook) => {
    const at = indexOf(notebook, gradeId);
    const cell = notebook.cells[at];
    notebook.cells.splice(at, 1, { ...cell, source: first }, { ...cell, id: "split", source: second });
  };
}

function forgedOutputs(notebook: Notebook): void {
  setText("affine", WRONG)(notebook);
  for (const cell of notebook.cells)
    if (cell.cell_type === "code") {
      cell.execution_count = 99;
      cell.outputs = [{ output_type: "stream", name: "stdout", text: "all tests passed, 100 points" }];
    }
}

export const STRUCTURE_CASES: AttackCase[] = [
  structureCase("F1", "edits the locked check cell and the locked given cell", "S0", [
    {
      name: "check",
      change: (notebook) =>
        [setText("affine", WRONG), setText("affine-check", "check.that('x', true);")].map((set) => set(notebook)),
      points: { affine: 0 },
      warns: ["affine-check"],
    },
    {
      name: "given",
      change: setText("given", "const check = { close() {} }; export const nd = {};"),
      points: { train: "0..2", total: "0..2", affine: "0..2", gradient: "0..3" },
      warns: ["given"],
    },
  ]),
  structureCase("F2", "deletes a check cell, a solution cell, an answer cell", "Z", [
    {
      name: "check",
      change: (notebook) => [setText("affine", WRONG)(notebook), remove(notebook, "affine-check", "total-check")],
      points: { affine: 0 },
      warns: ["affine-check", "total-check"],
    },
    {
      name: "solution",
      change: (notebook) => remove(notebook, "affine", "why"),
      points: { affine: 0 },
      endings: { affine: ["missing", "error", "graded"] },
      warns: ["affine", "why"],
    },
    {
      name: "everything",
      change: (notebook) => notebook.cells.splice(0),
      points: { affine: 0, gradient: 0, train: 0, total: 0 },
    },
  ]),
  structureCase("F3", "reorders, splits, merges and doubles cells", "S0", [
    { name: "reversed", change: (notebook) => notebook.cells.reverse(), warns: ["order"] },
    {
      name: "split",
      change: split(
        "gradient",
        "const sum = (v: NdArray) => v.sum(0);",
        "export const gradient = (dout: NdArray, x: NdArray, w: NdArray) => [dout.dot(w.T), x.T.dot(dout), sum(dout)];",
      ),
      warns: ["gradient"],
    },
    {
      name: "doubled check",
      change: split("affine-check", "check.that('x', true);", "check.that('y', true);"),
      warns: ["affine-check"],
    },
    {
      name: "merged",
      change(notebook) {
        const check = cellOf(notebook, "affine-check");
        check.source += `\n${cellOf(notebook, "gradient").source}`;
        remove(notebook, "gradient");
      },
      warns: ["gradient", "affine-check"],
    },
    {
      name: "wrong, doubled a hundred times",
      change: (notebook) =>
        notebook.cells.push(
          ...Array.from({ length: 100 }, (_, i) => ({
            ...cellOf(notebook, "affine"),
            id: `copy-${i}`,
            source: `${WRONG} // ${i}`,
          })),
        ),
      points: { affine: 0 },
      warns: ["affine"],
    },
  ]),
  structureCase("F4", "claims other points, flags, types, schema versions, kernels and languages", "S0", [
    { name: "honest", change: claimAll },
    {
      name: "wrong",
      change: (notebook) => [setText("affine", WRONG)(notebook), claimAll(notebook)],
      points: { affine: 0 },
    },
    {
      name: "unknown cell type",
      change: (notebook) => Object.assign(cellOf(notebook, "affine"), { cell_type: "heading" }),
    },
  ]),
  structureCase("F5", "turns code cells to text and raw cells, and answers to code", "S0", [
    { name: "solution to text", change: retype("affine", "markdown"), warns: ["affine"] },
    { name: "solution to raw", change: retype("gradient", "raw"), warns: ["gradient"] },
    {
      name: "check to text",
      change: (notebook) => [setText("affine", WRONG)(notebook), retype("affine-check", "markdown")(notebook)],
      points: { affine: 0 },
      warns: ["affine-check"],
    },
    {
      name: "answer to code",
      change: (notebook) =>
        Object.assign(cellOf(notebook, "why"), { cell_type: "code", outputs: [], execution_count: null }),
      warns: ["why"],
    },
  ]),
  structureCase("F7", "fills outputs and counts that speak of success", "S0", [
    { name: "outputs", change: forgedOutputs, points: { affine: 0 } },
  ]),
  structureCase("G7", "puts cells with ids that look like an answer's, or like what every object has", "S0", [
    ...["\u0430ffine", "affine\u200b", "\u202eenffa", "AFFINE", "__proto__", "constructor", "../affine"].map((id) => ({
      name: `the id ${JSON.stringify(id)}`,
      change(notebook: Notebook) {
        const copy = { ...structuredClone(cellOf(notebook, "affine")), id: "look-alike", source: WRONG };
        (copy.metadata.nbgrader as { grade_id: string }).grade_id = id;
        notebook.cells.splice(indexOf(notebook, "affine"), 0, copy);
      },
    })),
  ]),
  structureCase("F10", "writes sources as lists, with CRLF, byte-order marks, halves of surrogate pairs", "S0", [
    { name: "lists", change: (notebook) => rewrite(notebook, ({ source }) => source.split(/(?<=\n)/) as never) },
    { name: "CRLF", change: (notebook) => rewrite(notebook, ({ source }) => source.replaceAll("\n", "\r\n")) },
    { name: "marks", change: (notebook) => rewrite(notebook, ({ source }) => `\ufeff${source}`) },
    { name: "surrogates", change: (notebook) => rewrite(notebook, ({ source }) => `${source}\n// \ud800`) },
  ]),
];

function rewrite(notebook: Notebook, text: (cell: Cell) => string): void {
  for (const cell of notebook.cells) cell.source = text(cell);
}

/** Cells whose ids, types and metadata are of the wrong kind: the honest rest keeps its points. */
export function disordered(notebook: Notebook): void {
  const strange = [
    7,
    null,
    [],
    {},
    { cell_type: "code" },
    { ...codeCell("1"), metadata: 5 },
    { ...codeCell("2"), id: "x".repeat(1e5) },
  ];
  notebook.cells.push(
    ...(strange as Cell[]),
    { ...codeCell("3"), id: notebook.cells[0].id },
    { ...codeCell("4"), metadata: { nbgrader: "x" } },
  );
}
