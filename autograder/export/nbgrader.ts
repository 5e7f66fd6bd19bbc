/**
 * The columns of `nbgrader export`, in its order, so that scripts made for it keep working.
 * Source: https://nbgrader.readthedocs.io/en/stable/api/plugins.html (CsvExportPlugin)
 */
import { csv } from "./csv.ts";
import type { GradeRow } from "./grade-row.ts";

const COLUMNS =
  "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score";

export function nbgraderCsv(rows: GradeRow[]): string {
  return csv([COLUMNS.split(","), ...rows.map(columns)]);
}

function columns({ student, assignment, due, received, raw, penalty, score, max }: GradeRow): (string | number)[] {
  const [first, last] = splitName(student.name);
  return [assignment, due, received, student.id, last, first, student.email, raw, penalty, score, max];
}

/** "Lovelace, Ada" and "Ada Lovelace" both give ["Ada", "Lovelace"]. */
function splitName(name: string): [string, string] {
  const comma = name.indexOf(",");
  if (comma >= 0) return [name.slice(comma + 1).trim(), name.slice(0, comma).trim()];
  const space = name.trim().lastIndexOf(" ");
  return space < 0 ? [name.trim(), ""] : [name.slice(0, space).trim(), name.slice(space + 1)];
}
