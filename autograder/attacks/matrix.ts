/** The outcome of all attacks at all levels, as text. */
import { terminalLine } from "../report/visible.ts";
import type { AttackReport, Standing } from "./run-corpus.ts";

const SIGNS: Record<Standing, string> = { held: "held", open: "open", missed: "MISS" };

/** One line per attack, one column per level; below, the counts and what went wrong. */
export function attackMatrix(reports: readonly AttackReport[]): string {
  const levels = [...new Set(reports.map(({ level }) => level))];
  const ids = [...new Set(reports.map(({ id }) => id))];
  const find = (id: string, level: string) => reports.find((one) => one.id === id && one.level === level);
  const lines = ids.map((id) => {
    const columns = levels.map((level) => SIGNS[find(id, level)?.standing ?? "missed"].padEnd(level.length));
    const { outcome, attack } = reports.find((one) => one.id === id)!;
    return `${id.padEnd(4)} ${outcome.padEnd(2)}  ${columns.join("  ")}  ${attack}`;
  });
  return [
    `${"".padEnd(9)}${levels.join("  ")}`,
    ...lines,
    "",
    ...levels.map((level) => count(level, reports)),
    ...problems(reports),
  ].join("\n");
}

/** `namespaces: 78/78, others of the same kinds 7/7`, with what is known to be open said apart. */
function count(level: string, reports: readonly AttackReport[]): string {
  const own = reports.filter((one) => one.level === level);
  const open = own.filter(({ standing }) => standing === "open").map(({ id }) => id);
  const others = heldOf(own.filter(isOther));
  return [
    `${level}: ${heldOf(own.filter((one) => !isOther(one)))}`,
    ...(others === "0/0" ? [] : [`others of the same kinds ${others}`]),
    ...(open.length > 0 ? [`known to be open at this level: ${open.join(" ")}`] : []),
  ].join(", ");
}

/** What was thought of here, beside the list of 78. */
function isOther({ id }: AttackReport): boolean {
  return id.startsWith("G");
}

function heldOf(reports: readonly AttackReport[]): string {
  return `${reports.filter(({ standing }) => standing === "held").length}/${reports.length}`;
}

function problems(reports: readonly AttackReport[]): string[] {
  const missed = reports.filter(({ standing }) => standing === "missed");
  return missed.flatMap(({ id, level, problems: found }) =>
    found.map((problem) => `  ${id} at ${level}: ${terminalLine(problem, 400)}`),
  );
}
