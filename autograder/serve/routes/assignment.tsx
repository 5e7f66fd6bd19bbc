/** An assignment: the class, its questions, judging again. */
import type { Hono } from "hono";
import { classStats } from "../../stats/index.ts";
import type { Environment, PageContext } from "../access/guard.ts";
import { ClassTablePage, columnsOf, type SortKey } from "../pages/class-table.tsx";
import { QuestionsPage } from "../pages/questions-page.tsx";
import type { CountedStanding, Site } from "../site.ts";
import { assignmentOf, type Desk, notFound, show, trailTo } from "./desk.tsx";

export function assignmentRoutes(app: Hono<Environment>, desk: Desk): void {
  app.get("/a/:name", (c) => classTable(c, desk));
  app.get("/a/:name/questions", (c) => questions(c, desk));
  app.post("/a/:name/regrade", (c) => regrade(c, desk));
}

function classTable(c: PageContext, desk: Desk) {
  const { site, regrades } = desk;
  const assignment = assignmentOf(c, desk);
  if (!assignment) return notFound(c, desk, "There is no such assignment.");
  const { session } = c.var;
  session.notice = regrades.news(assignment.name) ?? session.notice;
  const sort = sortOf(c.req.query("sort"));
  const standings = sorted(site.standings(assignment), sort, site);
  const batch = site.gradebook.batches.latest().find((one) => one.assignment === assignment.name);
  const props = { site, assignment, standings, sort, batch, csrf: session.csrf };
  return show(
    c,
    desk,
    { title: assignment.title, trail: trailTo(assignment), wide: true },
    <ClassTablePage {...props} />,
  );
}

function questions(c: PageContext, desk: Desk) {
  const assignment = assignmentOf(c, desk);
  if (!assignment) return notFound(c, desk, "There is no such assignment.");
  const results = desk.site.gradebook.counted(assignment.name).map(({ result }) => result);
  const page = <QuestionsPage assignment={assignment} stats={classStats(results)} />;
  return show(
    c,
    desk,
    { title: `${assignment.title}: questions`, trail: trailTo(assignment, { text: "Questions" }) },
    page,
  );
}

function regrade(c: PageContext, desk: Desk) {
  const assignment = assignmentOf(c, desk);
  if (!assignment?.folder) return notFound(c, desk, "The source notebook of this assignment is not at hand.");
  const started = desk.regrades.start(assignment.name, assignment.folder);
  c.var.session.notice = started ? "Judging again: no student code runs." : "It is being judged again already.";
  return c.redirect(`/a/${assignment.name}`, 303);
}

function sortOf(text: string | undefined): SortKey {
  if (text !== undefined && /^\d{1,3}$/.test(text)) return Number(text);
  return text === "points" || text === "received" ? text : "name";
}

/** Names upwards, everything else downwards; equal ones by name. */
function sorted(standings: readonly CountedStanding[], sort: SortKey, site: Site): CountedStanding[] {
  const collator = new Intl.Collator("en");
  const name = ({ student }: CountedStanding) => site.student(student).name;
  const byName = standings.toSorted((one, other) => collator.compare(name(one), name(other)));
  if (sort === "name") return byName;
  if (sort === "received") return byName.sort((one, other) => (one.received < other.received ? 1 : -1));
  const id = typeof sort === "number" ? columnsOf(standings)[sort]?.id : undefined;
  const value = ({ score, scores }: CountedStanding) =>
    sort === "points" ? score : (scores.find(({ question }) => question === id)?.points ?? -1);
  return byName.sort((one, other) => value(other) - value(one));
}
