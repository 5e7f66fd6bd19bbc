/** One submission: its views, its outputs, its feedback page, a person's word on it. */

import type { Hono } from "hono";
import { marked } from "../../gradebook/index.ts";
import { feedbackPage, visibleName } from "../../report/index.ts";
import { type Environment, type PageContext, STRANGER_POLICY } from "../access/guard.ts";
import { submissionPath } from "../pages/parts.tsx";
import { SubmissionPage, VIEWS, type View } from "../pages/submission-page.tsx";
import type { CountedStanding, SiteAssignment } from "../site.ts";
import { readWork } from "../work.ts";
import { assignmentOf, type Desk, notFound, show, trailTo } from "./desk.tsx";
import { giveMark } from "./give-mark.ts";
import { showOutput } from "./show-output.ts";

export function submissionRoutes(app: Hono<Environment>, desk: Desk): void {
  app.get("/a/:name/s/:student", (c) => submission(c, desk));
  app.get("/a/:name/s/:student/feedback", (c) => feedback(c, desk));
  app.get("/a/:name/s/:student/output/:sha256/:cell/:output", (c) => {
    const { name, student, sha256, cell, output } = c.req.param();
    return showOutput(c, desk.site.gradebook.notebook(name, student, sha256), cell, output);
  });
  app.post("/a/:name/s/:student/mark", (c) => mark(c, desk));
}

const MISSING = "Nothing of this student is in the gradebook.";

function submission(c: PageContext, desk: Desk) {
  const { site, renderers } = desk;
  const assignment = assignmentOf(c, desk);
  const id = c.req.param("student") ?? "";
  const standings = assignment ? site.standings(assignment) : [];
  const index = standings.findIndex(({ student }) => student === id);
  if (!assignment || index < 0) return notFound(c, desk, MISSING);
  const standing = standings[index];
  const student = site.student(id);
  const runs = site.gradebook.runs(assignment.name, id);
  const marks = site.gradebook.marks.history(assignment.name, id);
  const props = {
    ...{ assignment, student, standing, renderers, csrf: c.var.session.csrf },
    result: marked(runs[0].result, marks),
    work: workOf(desk, assignment, standing),
    view: viewOf(c.req.query("view")),
    history: { runs, marks },
    neighbours: { previous: standings[index - 1]?.student, next: standings[index + 1]?.student },
  };
  const name = visibleName(student.name);
  const shown = { title: `${name}: ${assignment.title}`, trail: trailTo(assignment, { text: name }) };
  return show(c, desk, shown, <SubmissionPage {...props} />);
}

function viewOf(text: string | undefined): View {
  return text !== undefined && Object.hasOwn(VIEWS, text) ? (text as View) : "questions";
}

/** The notebook beside its release; undefined where it was not kept. */
export function workOf({ site }: Desk, assignment: SiteAssignment, of: Pick<CountedStanding, "student" | "sha256">) {
  const bytes = site.gradebook.notebook(assignment.name, of.student, of.sha256);
  if (!bytes) return undefined;
  const { source, released } = assignment;
  return readWork(bytes, source && released ? { assignment: source, release: released } : undefined);
}

function feedback(c: PageContext, desk: Desk) {
  const { gradebook } = desk.site;
  const assignment = assignmentOf(c, desk);
  const id = c.req.param("student") ?? "";
  const run = assignment && gradebook.runs(assignment.name, id)[0];
  if (!run) return notFound(c, desk, MISSING);
  const questions = Object.fromEntries(assignment.source?.questions.map((one) => [one.id, one.title]) ?? []);
  c.set("policy", STRANGER_POLICY); // the page brings a stricter one of its own
  return c.html(
    feedbackPage(marked(run.result, gradebook.marks.history(assignment.name, id)), {
      title: assignment.title,
      questions,
    }),
  );
}

async function mark(c: PageContext, desk: Desk) {
  const assignment = assignmentOf(c, desk);
  const student = c.req.param("student") ?? "";
  if (!assignment) return notFound(c, desk, MISSING);
  const given = await giveMark(c, desk, assignment, student);
  c.var.session.notice = given.ok ? `Saved: ${given.words}.` : given.reason;
  return c.redirect(submissionPath(assignment.name, student), 303);
}
