/** A small assignment and ways to write submissions of it, for intake's tests and benchmarks. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import type { CellType } from "./schema.ts";

type Flags = { grade?: boolean; solution?: boolean; locked?: boolean; points?: number };

/** A cell with nbgrader's metadata where it has an id there. */
export function cell(type: CellType, id: string, source: string, flags?: Flags): Cell {
  const nbgrader = {
    schema_version: 3,
    grade_id: id,
    grade: false,
    solution: false,
    locked: false,
    task: false,
    ...flags,
  };
  const common = { id, source, metadata: flags ? { nbgrader } : {} };
  if (type === "code") return { ...common, cell_type: "code", outputs: [], execution_count: null };
  return { ...common, cell_type: type };
}

export function notebook(cells: Cell[]): Notebook {
  const kernelspec = { name: "gradlab", display_name: "TypeScript (Gradlab)" };
  return { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
}

/** The instructor's notebook: two code questions, one free answer, one plain cell. */
export function instructorNotebook(): Notebook {
  const checks =
    'check.equal("two", double(1), 2);\n// BEGIN HIDDEN TESTS\ncheck.equal("secret", double(21), 42);\n// END HIDDEN TESTS';
  return notebook([
    cell("markdown", "intro", "# Two questions"),
    cell("code", "imports", 'import { check } from "gradlab/check";'),
    cell("code", "double", "// BEGIN SOLUTION\nexport const double = (x: number) => 2 * x;\n// END SOLUTION", {
      solution: true,
    }),
    cell("code", "double-check", checks, { grade: true, locked: true, points: 2 }),
    cell("code", "half", "// BEGIN SOLUTION\nexport const half = (x: number) => x / 2;\n// END SOLUTION", {
      solution: true,
    }),
    cell("code", "half-check", 'check.equal("half", half(4), 2);', { grade: true, locked: true, points: 1 }),
    cell("markdown", "why", "Model answer", { grade: true, solution: true, points: 3 }),
  ]);
}

/** What an honest student hands in. */
export function honestCells(): Cell[] {
  const text: Record<string, string> = {
    double: "export const double = (x: number) => x + x;",
    "double-check": 'check.equal("two", double(1), 2);\n',
    half: "export const half = (x: number) => 0.5 * x;",
    why: "Because two halves make one.",
  };
  return instructorNotebook().cells.map((one) => ({ ...one, source: text[one.id ?? ""] ?? one.source }));
}

export function bytesOf(cells: unknown[], rest: Record<string, unknown> = {}): Buffer {
  return Buffer.from(JSON.stringify({ ...notebook([]), cells, ...rest }));
}
