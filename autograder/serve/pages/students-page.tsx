/** The whole course on one page: students by assignments. */

import type { Student } from "../../course/index.ts";
import { visibleLine, visibleName } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import type { SiteAssignment } from "../site.ts";
import { heat, submissionPath } from "./parts.tsx";

/** What counts of one student's assignment. */
export interface Cell {
  score: number;
  max: number;
}

export interface StudentLine {
  student: Student;
  /** In the order of the assignments; undefined where nothing was graded. */
  cells: (Cell | undefined)[];
  total: number;
}

export function StudentsPage({ assignments, lines }: { assignments: SiteAssignment[]; lines: StudentLine[] }) {
  return (
    <>
      <h1>Students</h1>
      <div class="tools">
        <label class="search">
          <span class="sr">Find a student</span>
          <input type="search" data-filters="students" placeholder="Find a student" autocomplete="off" />
        </label>
        <span class="soft small" data-count="students" role="status">
          {lines.length} students
        </span>
        <a class="button plain" href="/export/canvas.csv" download>
          Canvas CSV of all
        </a>
      </div>
      <section class="scroll" tabindex={0} aria-label="Students by assignments">
        <table class="heat-table" id="students">
          <thead>
            <tr>
              <th scope="col">student</th>
              <th scope="col" class="number">
                total
              </th>
              {assignments.map(({ name, title }) => (
                <th scope="col" class="number turned">
                  <a href={`/a/${name}`} title={visibleLine(title, 120)}>
                    {visibleLine(name, 60)}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row assignments={assignments} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Row({ assignments, line: { student, cells, total } }: { assignments: SiteAssignment[]; line: StudentLine }) {
  return (
    <tr>
      <th scope="row">
        {visibleName(student.name)}
        {student.name !== student.id && <span class="soft id">{visibleName(student.id)}</span>}
        {student.section && <span class="soft id">{visibleLine(student.section, 20)}</span>}
      </th>
      <td class="total">{points(total)}</td>
      {cells.map((cell, index) =>
        cell ? (
          <td class={heat(cell.score, cell.max)}>
            <a href={submissionPath(assignments[index].name, student.id)}>{points(cell.score)}</a>
          </td>
        ) : (
          <td class="none">–</td>
        ),
      )}
    </tr>
  );
}
