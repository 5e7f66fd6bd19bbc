import type { Assignment, Question } from "../source/index.ts";

/**
 * Names of `gradlab/lib` that a question's code does not get, since they would answer it: a cell's metadata says
 * `"gradlab": { "without": ["convForwardFast"] }`. In a student's own notebook they are there.
 */
export function withheldOf({ notebook }: Assignment, { solutions, checks }: Question): string[] {
  const named = [...solutions, ...checks].flatMap(({ index }) => {
    const ours = notebook.cells[index].metadata.gradlab as { without?: unknown } | undefined;
    return Array.isArray(ours?.without) ? ours.without.filter((name) => typeof name === "string") : [];
  });
  return [...new Set(named)];
}
