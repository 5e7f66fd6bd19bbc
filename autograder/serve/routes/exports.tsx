/** Grades as files. */
import type { Hono } from "hono";
import { gradeRows, writeCourseReports } from "../../course/index.ts";
import { canvasCsv, fillMoodleWorksheet, type GradeRow, nbgraderCsv } from "../../export/index.ts";
import { gradesCsv, junitXml } from "../../report/index.ts";
import type { Environment, PageContext } from "../access/guard.ts";
import { ExportPage } from "../pages/export-page.tsx";
import type { Site, SiteAssignment } from "../site.ts";
import { assignmentOf, type Desk, notFound, show, trailTo } from "./desk.tsx";

type Made = [type: string, make: (site: Site, assignment: SiteAssignment) => string];

const CSV = "text/csv; charset=utf-8";
const MAKERS: Record<string, Made> = {
  "canvas.csv": [CSV, (site, one) => canvasCsv(rowsOf(site, one))],
  "nbgrader.csv": [CSV, (site, one) => nbgraderCsv(rowsOf(site, one))],
  "grades.csv": [CSV, (site, one) => gradesCsv(resultsOf(site, one))],
  "results.json": ["application/json", (site, one) => `${JSON.stringify(resultsOf(site, one), null, 2)}\n`],
  "junit.xml": ["application/xml", (site, one) => junitXml(resultsOf(site, one))],
};

export function exportRoutes(app: Hono<Environment>, desk: Desk): void {
  app.get("/a/:name/export", (c) => exportPage(c, desk));
  app.get("/a/:name/export/:file", (c) => {
    const assignment = assignmentOf(c, desk);
    const file = c.req.param("file");
    if (!assignment || !Object.hasOwn(MAKERS, file)) return notFound(c, desk, "There is no such export.");
    const [type, make] = MAKERS[file];
    return download(c, `${assignment.name}-${file}`, type, make(desk.site, assignment));
  });
  app.post("/a/:name/export/moodle.csv", (c) => moodle(c, desk));
  app.post("/a/:name/export/feedback", (c) => writeFeedback(c, desk));
  app.get("/export/canvas.csv", (c) => {
    const { site } = desk;
    const rows = site.names().flatMap((name) => rowsOf(site, site.assignment(name)!));
    return download(c, "canvas.csv", CSV, canvasCsv(rows));
  });
}

function exportPage(c: PageContext, desk: Desk) {
  const assignment = assignmentOf(c, desk);
  if (!assignment) return notFound(c, desk, "There is no such assignment.");
  const scores = desk.site.standings(assignment).flatMap((standing) => standing.scores);
  const open = scores.filter(({ outcome }) => outcome === "manual").length;
  const page = <ExportPage assignment={assignment} open={open} csrf={c.var.session.csrf} />;
  return show(c, desk, { title: `${assignment.title}: export`, trail: trailTo(assignment, { text: "Export" }) }, page);
}

async function moodle(c: PageContext, desk: Desk) {
  const assignment = assignmentOf(c, desk);
  if (!assignment) return notFound(c, desk, "There is no such assignment.");
  const { worksheet } = await c.req.parseBody();
  const text = worksheet instanceof File ? await worksheet.text() : "";
  const filling = fillMoodleWorksheet(text, rowsOf(desk.site, assignment));
  if (filling.ok) return download(c, `${assignment.name}-moodle.csv`, CSV, filling.text);
  c.var.session.notice = filling.message;
  return c.redirect(`/a/${assignment.name}/export`, 303);
}

/** As `gradlab feedback` does. */
function writeFeedback(c: PageContext, desk: Desk) {
  const { course, roster, gradebook } = desk.site;
  const assignment = assignmentOf(c, desk);
  if (!assignment?.item || !assignment.source || !course) return notFound(c, desk, "This needs a course folder.");
  const { item, source } = assignment;
  const rows = gradeRows({ courseFolder: course.folder, item, roster, gradebook, max: source.points });
  const { feedback } = writeCourseReports({ course, assignment: source, gradebook, rows });
  c.var.session.notice = `${feedback.length} feedback pages are in reports/${assignment.name}/feedback/.`;
  return c.redirect(`/a/${assignment.name}/export`, 303);
}

function download(c: PageContext, name: string, type: string, text: string) {
  return c.body(text, 200, { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` });
}

function resultsOf({ gradebook }: Site, { name }: SiteAssignment) {
  return gradebook.counted(name).map(({ result }) => result);
}

/** By the course's roster and rules; a gradebook without a course gives whom it knows, on time. */
function rowsOf(site: Site, { name, item, source }: SiteAssignment): GradeRow[] {
  const { gradebook, course, roster } = site;
  if (course && item)
    return gradeRows({ courseFolder: course.folder, item, roster, gradebook, max: source?.points ?? 0 });
  return gradebook.counted(name).map(({ result, received }) => ({
    ...{ student: site.student(result.student), assignment: name, due: "", received, result },
    ...{ raw: result.points, penalty: 0, score: result.points, max: result.max },
  }));
}
