/** What of a source notebook the trusted process runs: one check cell with the given code that it needs, never a solution. */
import { toModule } from "gradlab/kernel/notebook";
import { type Assignment, HIDDEN_TESTS, type SourceCell } from "../source/index.ts";

/** The module that names declared in solution cells are imported from. */
export const STUDENT_MODULE = "gradlab:student";

export interface CheckModule {
  code: string;
  /** The student's names that it uses. */
  names: string[];
  /** The modules that it imports. */
  imports: string[];
}

/** The check cell as a module of its own; the names of the student's side are left open and imported from there. */
export function checkModule(assignment: Assignment, check: SourceCell): CheckModule {
  const sources = assignment.cells.map((cell) => (runsInTrust(cell, check) ? markHidden(cell.source) : ""));
  const { code, freeNames, imports, problems } = toModule(sources, { roots: [check.index] });
  if (problems.length > 0) throw new Error(`${check.gradeId}: ${problems[0].message}`);
  const open = new Set(studentNames(assignment));
  const names = freeNames.filter((name) => open.has(name));
  // On the first line, so that line numbers stay.
  const prelude = names.length > 0 ? `import { ${names.join(", ")} } from "${STUDENT_MODULE}"; ` : "";
  return { code: prelude + code, names, imports };
}

function runsInTrust({ type, kind, index, sandboxed }: SourceCell, check: SourceCell): boolean {
  if (type !== "code" || sandboxed) return false;
  return index === check.index || (kind !== "solution" && kind !== "answer" && kind !== "check");
}

/** Puts calls where the markers of hidden tests stand, line for line. */
function markHidden(source: string): string {
  return source
    .split("\n")
    .map((line) => {
      if (line.trim() === HIDDEN_TESTS.begin) return "check.hide(true);";
      return line.trim() === HIDDEN_TESTS.end ? "check.hide(false);" : line;
    })
    .join("\n");
}

/** Every name that the solution cells export, and given cells that live with them. */
function studentNames(assignment: Assignment): string[] {
  const there = ({ kind, sandboxed }: SourceCell) => kind === "solution" || sandboxed;
  return toModule(assignment.cells.map((cell) => (there(cell) ? cell.source : ""))).exports;
}

/** The whole source notebook as one module: the reference solution. */
export function referenceCode(assignment: Assignment): string {
  const sources = assignment.cells.map((cell) => (cell.type === "code" && cell.kind !== "check" ? cell.source : ""));
  return toModule(sources).code;
}
