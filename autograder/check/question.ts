/** `await check("affineForward")`: runs the public checks of one question of the open notebook and shows what came of each. */
import { readdirSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { eraseTypes, type Notebook, readNotebook } from "gradlab/kernel/notebook";
import type { GradeMetadata } from "../source/index.ts";
import { notebookListener } from "./notebook.ts";
import { QuestionReport } from "./question-report.ts";
import type { Listener, Verdict } from "./verdict.ts";
import { type Check, makeCheck } from "./vocabulary.ts";

interface CheckCell {
  question: string;
  source: string;
}

/**
 * The check cells' text comes from the notebook's file, where nobody may edit it; the names in it are the session's own, as after
 * running a cell. A check that fails does not stop the next one.
 */
export async function checkQuestion(question: string): Promise<QuestionReport> {
  const notebook = openNotebook();
  if (typeof notebook === "string") return new QuestionReport(question, [], notebook);
  const cells = checkCells(notebook);
  const own = cells.filter((cell) => cell.question === question);
  if (own.length === 0) {
    const known = [...new Set(cells.map((cell) => cell.question))].join(", ");
    return new QuestionReport(question, [], `expected a question of this notebook (${known}), got ${question}`);
  }
  const verdicts: Verdict[] = [];
  const trouble: string[] = [];
  for (const { source } of own) {
    const thrown = await runCell(source, recording(verdicts));
    if (thrown !== undefined) trouble.push(explain(thrown));
  }
  return new QuestionReport(question, verdicts, trouble.join("\n") || undefined);
}

/** Notes every verdict and goes on. */
function recording(verdicts: Verdict[]): Listener {
  return { ...notebookListener(), verdict: (verdict) => verdicts.push(verdict) };
}

/** What the cell threw; undefined where it ran to its end. Names of cells are properties of the global object, where the code finds them. */
async function runCell(source: string, listener: Listener): Promise<unknown> {
  const erased = eraseTypes(source);
  if (!erased.ok) return new Error(erased.problem.message);
  const AsyncFunction = (async () => {}).constructor as new (...texts: string[]) => (check: Check) => Promise<void>;
  try {
    await new AsyncFunction("check", erased.code)(makeCheck(listener));
    return undefined;
  } catch (error) {
    return error;
  }
}

function explain(error: unknown): string {
  const { name, message } = error as Error;
  const text = `${name}: ${message}`;
  return name === "ReferenceError" ? `${text}; run the cells above first` : text;
}

function checkCells({ cells }: Notebook): CheckCell[] {
  return cells.flatMap(({ metadata, source }) => {
    const grade = metadata.nbgrader as GradeMetadata | undefined;
    if (!grade?.grade || grade.solution) return [];
    const { question } = (metadata.gradlab ?? {}) as { question?: string };
    return [{ question: question ?? grade.grade_id, source }];
  });
}

/**
 * The notebook of this session: Jupyter's server names it in JPY_SESSION_NAME; elsewhere it is the only one in the folder.
 * @returns a sentence where it cannot be told
 */
function openNotebook(): Notebook | string {
  const named = process.env.JPY_SESSION_NAME;
  if (named?.endsWith(".ipynb")) return readNotebook(isAbsolute(named) ? named : join(process.cwd(), basename(named)));
  const notebooks = readdirSync(process.cwd()).filter((name) => name.endsWith(".ipynb"));
  if (notebooks.length === 1) return readNotebook(join(process.cwd(), notebooks[0]));
  return `expected to know which notebook this is, got ${notebooks.length} in ${process.cwd()}: run the check cells themselves`;
}
