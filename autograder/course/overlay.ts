/** An assignment as a course grades it: the author's notebook with the course's points, thresholds and budgets written into its cells. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import type { Assignment, Question, SourceCell } from "../source/index.ts";
import type { Budget, CourseAssignment } from "./course.ts";
import { withThreshold } from "./threshold.ts";

export type Overlay = { ok: true; notebook: Notebook } | { ok: false; problems: string[] };

type Changes = Pick<CourseAssignment, "points" | "thresholds" | "budget">;

/** True where the course changes nothing, so that the author's own folder serves. */
export function isPlain({ points, thresholds, budget }: Changes): boolean {
  const asked = [...Object.keys(points), ...Object.keys(thresholds), budget.seconds, budget.megabytes];
  return asked.every((one) => one === undefined);
}

/** Writes the changes into a copy of the notebook; each change that fits nothing is one sentence. */
export function overlay(assignment: Assignment, changes: Changes): Overlay {
  const problems: string[] = [];
  const notebook = structuredClone(assignment.notebook);
  for (const [id, points] of Object.entries(changes.points)) {
    const question = questionOf(assignment, "points", id, problems);
    if (question) setPoints(notebook, question, points);
  }
  for (const [id, atLeast] of Object.entries(changes.thresholds)) {
    const question = questionOf(assignment, "thresholds", id, problems);
    if (question) problems.push(...setThreshold(notebook, question, atLeast));
  }
  for (const { solutions } of assignment.questions) setBudget(notebook, solutions, changes.budget);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, notebook };
}

function questionOf({ questions, name }: Assignment, key: string, id: string, problems: string[]) {
  const question = questions.find((one) => one.id === id);
  if (!question) {
    const known = questions.map((one) => one.id).join(", ");
    problems.push(`${name}, ${key}: expected a question of the notebook (${known}), got ${id}`);
  }
  return question;
}

/** The question's points over its cells, in the author's proportions; over equal parts where the author gave none. */
function setPoints(notebook: Notebook, { checks, answers, points: before }: Question, points: number): void {
  const cells = [...checks, ...answers];
  for (const { index, points: share } of cells) {
    const part = before > 0 ? share / before : 1 / cells.length;
    metadataOf(notebook.cells[index], "nbgrader").points = Math.round(points * part * 1e6) / 1e6;
  }
}

/** Where a budget is given, it is every question's; a question whose author asks for more keeps its own. */
function setBudget(notebook: Notebook, cells: SourceCell[], budget: Budget): void {
  for (const { index } of cells) {
    const ours = metadataOf(notebook.cells[index], "gradlab");
    const limits = { ...(ours.limits as Partial<Budget> | undefined) };
    for (const key of ["seconds", "megabytes"] as const)
      if (budget[key] !== undefined) limits[key] = Math.max(budget[key], limits[key] ?? 0);
    if (Object.keys(limits).length > 0) ours.limits = limits;
  }
}

function setThreshold(notebook: Notebook, { id, checks }: Question, atLeast: number): string[] {
  let changed = 0;
  for (const { index } of checks) {
    const { source, count } = withThreshold(notebook.cells[index].source, atLeast);
    notebook.cells[index].source = source;
    changed += count;
  }
  return changed > 0
    ? []
    : [`thresholds: expected a check.accuracy or check.atLeast in the checks of ${id}, found none`];
}

function metadataOf(cell: Cell, key: string): Record<string, unknown> {
  cell.metadata[key] ??= {};
  return cell.metadata[key] as Record<string, unknown>;
}
