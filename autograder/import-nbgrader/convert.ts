/** A source notebook of nbgrader to one of ours: metadata brought to schema 3, markers in TypeScript's comments, checks tied to their solutions. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import type { GradeMetadata } from "../source/index.ts";

export interface Converted {
  notebook: Notebook;
  /** What a person has to do, one sentence each. */
  todo: string[];
}

const KERNELSPEC = { display_name: "TypeScript (Gradlab)", language: "typescript", name: "gradlab" };
const LANGUAGE = { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" };

/** nbgrader's default markers, which begin with Python's comment sign. */
const MARKER = /^(\s*)(?:#+|\/\/+)\s*(BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*$/gm;

export function convert(source: Notebook): Converted {
  const todo: string[] = [];
  const { kernelspec, language_info: language } = source.metadata as Record<
    string,
    { language?: string; name?: string }
  >;
  const written = kernelspec?.language ?? language?.name ?? "typescript";
  if (written !== "typescript") todo.push(`the code cells are ${written}: rewrite them in TypeScript`);
  let solution: string | undefined;
  const cells = source.cells.map((cell, index) => {
    const grade = upgraded(cell, index, todo);
    if (grade?.solution && !grade.grade) solution = grade.grade_id;
    return converted(cell, index, grade, grade?.grade && !grade.solution ? solution : grade?.grade_id);
  });
  return {
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: KERNELSPEC, language_info: LANGUAGE }, cells },
    todo,
  };
}

function converted(cell: Cell, index: number, grade: GradeMetadata | undefined, question: string | undefined): Cell {
  const metadata = { ...cell.metadata };
  delete metadata.nbgrader;
  if (grade) metadata.nbgrader = grade;
  if (grade && (grade.grade || grade.solution)) metadata.gradlab = { question };
  const id = cell.id ?? grade?.grade_id.slice(0, 64) ?? `cell-${index + 1}`;
  const source = cell.cell_type === "code" ? cell.source.replace(MARKER, "$1// $2 $3") : cell.source;
  const bare = cell.cell_type === "code" ? { outputs: [], execution_count: null } : {};
  return { ...cell, ...bare, id, metadata, source } as Cell;
}

/**
 * Metadata of schema 1, 2 or 3 as schema 3.
 * @see nbgrader/nbgraderformat/v1.py to v3.py
 */
function upgraded(cell: Cell, index: number, todo: string[]): GradeMetadata | undefined {
  const old = cell.metadata.nbgrader as Partial<GradeMetadata> | undefined;
  if (old === undefined || !(old.grade || old.solution || old.locked || old.task)) return undefined;
  const { grade = false, solution = false, task = false } = old;
  const grade_id = idOf(old.grade_id, index, todo);
  const locked = old.locked ?? (grade && !solution);
  const points = grade || task ? { points: Number(old.points ?? 0) } : {};
  if (task) todo.push(`cell ${index + 1} (${grade_id}): a task cell; it is kept as a free answer, read by a person`);
  return {
    schema_version: 3,
    grade_id,
    grade: grade || task,
    solution: solution || task,
    locked: task ? false : locked,
    task: false,
    ...points,
  };
}

function idOf(given: string | undefined, index: number, todo: string[]): string {
  const id = (given ?? "").replace(/[^A-Za-z0-9_-]/g, "-");
  if (id === given && id !== "") return id;
  const made = id === "" ? `cell-${index + 1}` : id;
  todo.push(`cell ${index + 1}: its grade_id ${JSON.stringify(given ?? "")} becomes ${made}`);
  return made;
}
