/** Students by questions, coloured by how much of the points is there. */

import type { BatchProgress, QuestionScore } from "../../gradebook/index.ts";
import { visibleLine, visibleName } from "../../report/index.ts";
import { points } from "../../report/numbers.ts";
import type { CountedStanding, Site, SiteAssignment } from "../site.ts";
import { AssignmentHead, heat, News, Progress, submissionPath } from "./parts.tsx";

export type SortKey = "name" | "points" | "received" | number;

export interface ClassTableProps {
  site: Site;
  assignment: SiteAssignment;
  standings: readonly CountedStanding[];
  sort: SortKey;
  batch: BatchProgress | undefined;
  csrf: string;
}

/** A column of the table. */
interface Column {
  id: string;
  max: number;
  manual: boolean;
}

export function ClassTablePage({ site, assignment, standings, sort, batch, csrf }: ClassTableProps) {
  const columns = columnsOf(standings);
  return (
    <>
      <AssignmentHead assignment={assignment} current="" />
      <News href={`/a/${assignment.name}`} />
      <div class="tools">
        <label class="search">
          <span class="sr">Find a student</span>
          <input type="search" data-filters="class" placeholder="Find a student" autocomplete="off" />
        </label>
        <span class="soft small" data-count="class" role="status">
          {standings.length} submissions
        </span>
        <Progress assignment={assignment.name} batch={batch} />
        <RegradeButton assignment={assignment} csrf={csrf} />
      </div>
      <Legend />
      <section class="scroll" tabindex={0} aria-label="Students by questions">
        <table class="heat-table" id="class" data-cells>
          <thead>
            <tr>
              <SortHead text="student" sort="name" now={sort} assignment={assignment} />
              <SortHead text="points" sort="points" now={sort} assignment={assignment} number />
              {columns.map((column, index) => (
                <SortHead text={column.id} sort={index} now={sort} assignment={assignment} number max={column.max} />
              ))}
              <SortHead text="received" sort="received" now={sort} assignment={assignment} />
            </tr>
          </thead>
          <tbody>
            {standings.map((standing) => (
              <StudentRow site={site} assignment={assignment.name} standing={standing} columns={columns} />
            ))}
          </tbody>
          <MeanRow standings={standings} columns={columns} />
        </table>
      </section>
      <Missing site={site} standings={standings} />
    </>
  );
}

/** Who is on the roster and has nothing in the gradebook. */
function Missing({ site, standings }: Pick<ClassTableProps, "site" | "standings">) {
  const known = new Set(standings.map(({ student }) => student));
  const missing = site.roster.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return null;
  return (
    <details class="card missing">
      <summary>
        {missing.length} {missing.length === 1 ? "student" : "students"} without a graded submission
      </summary>
      <ul class="plain">
        {missing.map(({ id, name }) => (
          <li>
            {visibleName(name)} {name !== id && <span class="soft id">{visibleName(id)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RegradeButton({ assignment, csrf }: { assignment: SiteAssignment; csrf: string }) {
  if (assignment.folder === undefined) return null;
  return (
    <form method="post" action={`/a/${assignment.name}/regrade`} class="inline">
      <input type="hidden" name="csrf" value={csrf} />
      <button type="submit" title="Judges what is stored against the notebook as it is now; no student code runs">
        Judge again
      </button>
    </form>
  );
}

function Legend() {
  const steps = ["0", "to 25%", "to 50%", "to 75%", "to 99%", "all"];
  return (
    <p class="legend small soft">
      Share of the points:{" "}
      {steps.map((text, step) => (
        <span class={`h${step}`}>{text}</span>
      ))}{" "}
      <span class="open">to read</span>
    </p>
  );
}

interface SortHeadProps {
  text: string;
  sort: SortKey;
  now: SortKey;
  assignment: SiteAssignment;
  number?: boolean;
  max?: number;
}

function SortHead({ text, sort, now, assignment, number, max }: SortHeadProps) {
  return (
    <th
      scope="col"
      class={max === undefined ? (number ? "number" : undefined) : "number turned"}
      aria-sort={sort === now ? (sort === "name" ? "ascending" : "descending") : undefined}
    >
      <a href={`/a/${assignment.name}?sort=${sort}`} title={visibleLine(text, 120)}>
        {visibleLine(text, 60)}
      </a>
      {max !== undefined && <span class="of">of {points(max)}</span>}
    </th>
  );
}

interface RowProps {
  site: Site;
  assignment: string;
  standing: CountedStanding;
  columns: Column[];
}

function StudentRow({ site, assignment, standing, columns }: RowProps) {
  const { student, score, max, received, late, rejected, submissions, warnings } = standing;
  const path = submissionPath(assignment, student);
  const byId = new Map(standing.scores.map((one) => [one.question, one]));
  const known = site.student(student);
  return (
    <tr>
      <th scope="row">
        <a href={path}>{visibleName(known.name)}</a>
        {known.name !== student && <span class="soft id">{visibleName(student)}</span>}
        {rejected !== null && <span class="badge bad">not read</span>}
        {late.days > 0 && <span class="badge part">{late.accepted ? `${late.days} d late` : "too late"}</span>}
        {warnings > 0 && <span class="badge wait">{warnings === 1 ? "1 warning" : `${warnings} warnings`}</span>}
        {submissions > 1 && (
          <span class="soft id" title={`${submissions} submissions`}>
            ×{submissions}
          </span>
        )}
      </th>
      <td class={`total ${heat(score, max)}`}>{points(score)}</td>
      {columns.map(({ id }) => (
        <ScoreCell score={byId.get(id)} />
      ))}
      <td class="received">{received.slice(0, 16).replace("T", " ")}</td>
    </tr>
  );
}

/** Four of five bytes of the page are these cells, so they are short; a click on one leads to its question (client/cells.ts). */
function ScoreCell({ score }: { score: QuestionScore | undefined }) {
  if (!score) return <td class="none">–</td>;
  if (score.outcome === "manual") return <td class="open">?</td>;
  const step = heat(score.points, score.max);
  if (score.outcome === "graded") return <td class={step}>{points(score.points)}</td>;
  return (
    <td class={step} title={score.outcome}>
      {points(score.points)}
    </td>
  );
}

function MeanRow({ standings, columns }: { standings: readonly CountedStanding[]; columns: Column[] }) {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  const byId = new Map(columns.map(({ id }) => [id, [] as QuestionScore[]]));
  for (const { scores } of standings)
    for (const score of scores) if (score.outcome !== "manual") byId.get(score.question)?.push(score);
  return (
    <tfoot>
      <tr>
        <th scope="row">mean</th>
        <td>{points(mean(standings.map(({ score }) => score)))}</td>
        {columns.map(({ id }) => {
          const scores = byId.get(id) ?? [];
          return <td>{scores.length > 0 ? points(mean(scores.map((one) => one.points))) : "–"}</td>;
        })}
        <td></td>
      </tr>
    </tfoot>
  );
}

/** All questions in the order of their first occurrence: a notebook that could not be read has none. */
export function columnsOf(standings: readonly CountedStanding[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { scores } of standings)
    for (const { question, max, manual } of scores)
      if (!columns.has(question)) columns.set(question, { id: question, max, manual });
  return [...columns.values()];
}
