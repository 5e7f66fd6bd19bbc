/** From the names that were found to one notebook per student. */
import { isNotebook, studentOf } from "./entry-name.ts";

/** What was handed in by one student. */
export interface Choice {
  student: string;
  /** The name of the notebook that is graded; undefined where there is none. */
  name: string | undefined;
  /** In words: notebooks that are not graded, a folder without one. */
  warnings: string[];
}

/**
 * One notebook for each student, students in name order. Of several, the one that bears the assignment's name is graded, else the first in
 * name order.
 * @param names paths below the folder or archive, each already found usable
 */
export function chooseNotebooks(names: readonly string[], assignment?: string): Choice[] {
  const inner = withoutTop(names, assignment);
  const students = new Map<string, string[]>();
  for (const [index, name] of inner.entries()) {
    if (!name.includes("/") && !isNotebook(name)) continue;
    const own = students.get(studentOf(name)) ?? [];
    students.set(studentOf(name), own);
    if (isNotebook(name)) own.push(names[index]);
  }
  return [...students]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([student, notebooks]) => choose(student, notebooks, assignment));
}

function choose(student: string, notebooks: string[], assignment: string | undefined): Choice {
  const sorted = [...notebooks].sort();
  const name = sorted.find((one) => one.split("/").at(-1) === `${assignment}.ipynb`) ?? sorted[0];
  const others = sorted.filter((one) => one !== name);
  const message = `${others.length + 1} notebooks were handed in; ${name} is graded, not ${others.slice(0, 3).join(", ")}`;
  return { student, name, warnings: others.length > 0 ? [message] : [] };
}

/** Archives often hold one folder with everything in it: `class/ada/x.ipynb` is ada's. `ada/<assignment>/x.ipynb` is not `<assignment>`'s. */
function withoutTop(names: readonly string[], assignment: string | undefined): string[] {
  const parts = names.map((name) => name.split("/"));
  const notebooks = parts.filter((one) => isNotebook(one.at(-1)!));
  const common =
    notebooks.length > 0 &&
    notebooks.every((one) => one.length > 2 && one[0] === notebooks[0][0] && one[1] !== assignment);
  return common
    ? parts.map((one) => (one[0] === notebooks[0][0] ? one.slice(1).join("/") : one.join("/")))
    : [...names];
}
