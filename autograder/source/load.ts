/** Reads an assignment folder: `<name>/<name>.ipynb`, from which everything else is made. */
import { basename, join, resolve } from "node:path";
import { type Notebook, readNotebook } from "gradlab/kernel/notebook";
import { alongsideOf, alongsideProblems } from "./alongside.ts";
import type { Assignment, Loaded, Question, SourceCell } from "./assignment.ts";
import { type GradlabMetadata, readCell } from "./read-cell.ts";

/**
 * Reads the source notebook of an assignment.
 * @param folder path of the folder; its name is the assignment's
 * @returns the assignment, or what has to be mended first, each sentence naming its cell
 */
export function loadAssignment(folder: string): Loaded {
  const name = basename(resolve(folder));
  const file = join(resolve(folder), `${name}.ipynb`);
  let notebook: Notebook;
  try {
    notebook = readNotebook(file);
  } catch (error) {
    return { ok: false, problems: [`expected a source notebook at ${file}; ${(error as Error).message}`] };
  }
  return assemble({ name, folder: resolve(folder), file, notebook });
}

/** The assignment that a notebook is. */
export function assemble(parts: Pick<Assignment, "name" | "folder" | "file" | "notebook">): Loaded {
  const problems: string[] = [];
  const cells = parts.notebook.cells.map((cell, index) => readCell(cell, index, problems));
  const questions = questionsOf(cells);
  problems.push(...duplicates(cells), ...questions.flatMap(problemsOf));
  problems.push(...alongsideProblems(parts.notebook, parts.folder));
  if (questions.length === 0) problems.push(`${parts.file}: expected at least one question, got none`);
  if (problems.length > 0) return { ok: false, problems };
  const points = questions.reduce((sum, question) => sum + question.points, 0);
  const [title, packages] = [titleAbove(cells, 1) ?? parts.name, packagesOf(parts.notebook)];
  const alongside = alongsideOf(parts.notebook);
  return { ok: true, assignment: { ...parts, title, cells, questions, points, packages, alongside } };
}

function packagesOf({ cells }: Notebook): string[] {
  return [
    ...new Set(cells.flatMap(({ metadata }) => (metadata.gradlab as GradlabMetadata | undefined)?.packages ?? [])),
  ];
}

function questionsOf(cells: SourceCell[]): Question[] {
  const questions = new Map<string, Question>();
  for (const cell of cells) {
    if (cell.question === undefined) continue;
    const question = questions.get(cell.question) ?? newQuestion(cell.question, cells, cell.index);
    questions.set(cell.question, question);
    question.points += cell.points;
    if (cell.kind === "solution") question.solutions.push(cell);
    else if (cell.kind === "check") question.checks.push(cell);
    else question.answers.push(cell);
    question.manual = question.answers.length > 0;
  }
  return [...questions.values()];
}

function newQuestion(id: string, cells: SourceCell[], index: number): Question {
  const title = titleAbove(cells, index) ?? id;
  return { id, title, points: 0, manual: false, solutions: [], checks: [], answers: [] };
}

/** The last heading in the cells before `end`. */
export function titleAbove(cells: SourceCell[], end: number): string | undefined {
  const texts = cells.slice(0, end).filter((cell) => cell.type === "markdown" && cell.kind !== "answer");
  const headings = texts.flatMap(({ source }) => [...source.matchAll(/^#+ +(.+)$/gm)]);
  return headings.at(-1)?.[1].trim();
}

function duplicates(cells: SourceCell[]): string[] {
  const seen = new Map<string, number>();
  return cells.flatMap(({ gradeId, index }) => {
    if (gradeId === undefined) return [];
    const first = seen.get(gradeId);
    seen.set(gradeId, first ?? index);
    return first === undefined ? [] : [`cell ${index + 1} (${gradeId}): cell ${first + 1} has the same grade_id`];
  });
}

function problemsOf({ id, solutions, checks, answers }: Question): string[] {
  if (answers.length > 0 && checks.length + solutions.length === 0) return [];
  if (solutions.length === 0) return [`question ${id}: expected a solution cell, got only checks`];
  if (checks.length === 0) return [`question ${id}: expected a check cell, got only a solution`];
  return answers.length > 0 ? [`question ${id}: expected either checks or a free answer, got both`] : [];
}
