/** What an assignment folder holds once it is read: the words that the rest of the autograder speaks. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";

/**
 * What a cell of a source notebook is for.
 * - `solution`: the student writes here; the reference stands between the solution markers
 * - `check`: checks that earn points; hidden ones stand between the hidden-test markers
 * - `answer`: a free answer, graded by hand; the source holds a model answer and the rubric
 * - `given`: locked code or text of the instructor
 * - `open`: anything else; a student may change it
 */
export type CellKind = "solution" | "check" | "answer" | "given" | "open";

/** One cell of a source notebook. */
export interface SourceCell {
  /** Position in the notebook, from 0. */
  index: number;
  /** nbformat's cell id. */
  id: string;
  /** nbgrader's grade_id; undefined for open cells. */
  gradeId: string | undefined;
  kind: CellKind;
  type: Cell["cell_type"];
  /** The question that it belongs to; undefined for given and open cells. */
  question: string | undefined;
  /** Points of a check or an answer; 0 for all others. */
  points: number;
  /**
   * Given code that lives with the student's: checks use what it exports as they use the student's own exports. For what
   * cannot cross between processes, such as tensors.
   */
  sandboxed: boolean;
  /** The text of the cell, one string. */
  source: string;
}

/** Everything that earns points together. */
export interface Question {
  /** For code, the name of its first solution cell. */
  id: string;
  /** The nearest heading above its first cell. */
  title: string;
  /** Sum over its checks and answers. */
  points: number;
  /** Graded by hand. */
  manual: boolean;
  solutions: SourceCell[];
  checks: SourceCell[];
  answers: SourceCell[];
}

export interface Assignment {
  /** The folder's own name, also the notebook's. */
  name: string;
  /** Absolute path of the folder. */
  folder: string;
  /** Absolute path of the source notebook. */
  file: string;
  /** First heading of the notebook. */
  title: string;
  notebook: Notebook;
  cells: SourceCell[];
  /** In the order of their first cells. */
  questions: Question[];
  /** Sum over all questions. */
  points: number;
  /** npm packages that the sandbox shows, beside Gradlab's own. */
  packages: string[];
  /** Names of files in the folder that are released along: notebooks that import this one, and modules. Nothing of them is graded. */
  alongside: string[];
}

/** A source that cannot be used, with one sentence for each thing to mend. */
export type Loaded = { ok: true; assignment: Assignment } | { ok: false; problems: string[] };
