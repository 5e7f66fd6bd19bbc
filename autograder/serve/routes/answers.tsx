/** Reading free answers: the list of questions, one answer at a time, the empty ones all at once. */
import type { Hono } from "hono";
import type { Question } from "../../source/index.ts";
import type { Environment, PageContext } from "../access/guard.ts";
import { type Answer, answersOf, around, usualComments } from "../answers.ts";
import { AnswerPage } from "../pages/answer-page.tsx";
import { type ReadingLine, ReadingPage } from "../pages/reading-page.tsx";
import { readRubric } from "../rubric.ts";
import type { CountedStanding, SiteAssignment } from "../site.ts";
import { drawnAbove } from "../work.ts";
import { assignmentOf, type Desk, notFound, show, trailTo } from "./desk.tsx";
import { giveMark } from "./give-mark.ts";
import { showOutput } from "./show-output.ts";
import { workOf } from "./submission.tsx";

export function answerRoutes(app: Hono<Environment>, desk: Desk): void {
  app.get("/a/:name/read", (c) => list(c, desk));
  app.get("/a/:name/read/:question", (c) => readOn(c, desk));
  app.post("/a/:name/read/:question/unanswered", (c) => closeEmpty(c, desk));
  app.get("/a/:name/read/:question/:code", (c) => one(c, desk));
  app.post("/a/:name/read/:question/:code", (c) => give(c, desk));
  // The address of a drawing names its writer as little as the answer's does.
  app.get("/a/:name/read/:question/:code/output/:cell/:output", (c) => {
    const { name, code, cell, output } = c.req.param();
    const answer = readingOf(c, desk)?.answers.find((one) => one.code === code);
    if (!answer) return c.notFound();
    return showOutput(c, desk.site.gradebook.notebook(name, answer.student, answer.sha256), cell, output);
  });
}

/** The question of the address with all its answers. */
interface Reading {
  assignment: SiteAssignment;
  question: { id: string; title: string; points: number };
  source: Question | undefined;
  answers: Answer[];
}

function readingOf(c: PageContext, desk: Desk): Reading | undefined {
  const assignment = assignmentOf(c, desk);
  const id = c.req.param("question") ?? "";
  if (!assignment) return undefined;
  const standings = desk.site.standings(assignment);
  const answers = answersOf(assignment.name, id, standings);
  if (answers.length === 0) return undefined;
  const source = desk.site.question(assignment, id);
  return { assignment, source, answers, question: { id, title: source?.title ?? id, points: maxOf(standings, id) } };
}

function maxOf(standings: readonly CountedStanding[], id: string): number {
  return standings.flatMap(({ scores }) => scores).find(({ question }) => question === id)?.max ?? 0;
}

const MISSING = "There are no free answers to this question.";

function list(c: PageContext, desk: Desk) {
  const assignment = assignmentOf(c, desk);
  if (!assignment) return notFound(c, desk, "There is no such assignment.");
  const lines = readingLines(desk, assignment);
  const page = <ReadingPage assignment={assignment} lines={lines} csrf={c.var.session.csrf} />;
  return show(
    c,
    desk,
    { title: `${assignment.title}: free answers`, trail: trailTo(assignment, { text: "Free answers" }) },
    page,
  );
}

function readingLines({ site }: Desk, assignment: SiteAssignment): ReadingLine[] {
  const lines = new Map<string, ReadingLine>();
  for (const { scores } of site.standings(assignment))
    for (const { question: id, manual, max, outcome } of scores) {
      if (!manual) continue;
      const line = lines.get(id) ?? { id, title: site.question(assignment, id)?.title ?? id, max, read: 0, of: 0 };
      lines.set(id, { ...line, of: line.of + 1, read: line.read + (outcome === "manual" ? 0 : 1) });
    }
  return [...lines.values()];
}

function readOn(c: PageContext, desk: Desk) {
  const reading = readingOf(c, desk);
  if (!reading) return notFound(c, desk, MISSING);
  const { answers, assignment, question } = reading;
  const first = answers.find(({ read }) => !read) ?? answers[0];
  return c.redirect(`/a/${assignment.name}/read/${question.id}/${first.code}`, 303);
}

function one(c: PageContext, desk: Desk) {
  const reading = readingOf(c, desk);
  const answer = reading?.answers.find(({ code }) => code === c.req.param("code"));
  if (!reading || !answer) return notFound(c, desk, MISSING);
  const { assignment, question, source, answers } = reading;
  const work = workOf(desk, assignment, answer);
  const marks = desk.site.gradebook.marks
    .history(assignment.name, answer.student)
    .filter((mark) => mark.question === question.id);
  const { index, previous, next } = around(answers, answer.code);
  const props = {
    ...{ question, answer, assignment: assignment.name, renderers: desk.renderers, csrf: c.var.session.csrf },
    task: taskOf(assignment, source),
    rubric: readRubric(source?.answers.map((cell) => cell.source).join("\n\n") ?? ""),
    cells: work?.ok ? work.cells.filter((cell) => cell.question === question.id) : [],
    drawn: work?.ok ? drawnAbove(work.cells, question.id) : [],
    outputs: `/a/${assignment.name}/read/${question.id}/${answer.code}/output`,
    mark: marks.findLast(({ sha256 }) => sha256 === answer.sha256),
    earlier: marks.findLast(({ sha256 }) => sha256 !== answer.sha256),
    comments: usualComments(desk.site.gradebook.marks.standing(assignment.name), question.id),
    place: {
      ...{ number: index + 1, of: answers.length, previous: previous?.code, next: next?.code },
      read: answers.filter(({ read }) => read).length,
    },
  };
  const trail = trailTo(
    assignment,
    { text: "Free answers", href: `/a/${assignment.name}/read` },
    { text: question.title },
  );
  return show(c, desk, { title: question.title, trail }, <AnswerPage {...props} />);
}

/** The instructor's last text above the answer. */
function taskOf({ source }: SiteAssignment, question: Question | undefined): string {
  const end = question?.answers[0]?.index;
  if (!source || end === undefined) return "";
  const above = source.cells.slice(0, end).filter(({ type, kind }) => type === "markdown" && kind !== "answer");
  return above.at(-1)?.source ?? "";
}

async function give(c: PageContext, desk: Desk) {
  const reading = readingOf(c, desk);
  const answer = reading?.answers.find(({ code }) => code === c.req.param("code"));
  if (!reading || !answer) return notFound(c, desk, MISSING);
  const { assignment, question, answers } = reading;
  const base = `/a/${assignment.name}/read/${question.id}`;
  const given = await giveMark(c, desk, assignment, answer.student, question.id);
  if (!given.ok) {
    c.var.session.notice = given.reason;
    return c.redirect(`${base}/${answer.code}`, 303);
  }
  const { next, nextOpen } = around(answers, answer.code);
  if (nextOpen) return c.redirect(`${base}/${nextOpen.code}`, 303);
  c.var.session.notice = `Saved. Every answer to ${question.id} is read.`;
  return c.redirect(answer.read && next ? `${base}/${next.code}` : `/a/${assignment.name}/read`, 303);
}

/** Gives 0 points to every open answer whose cells are as they were given out, or missing. */
async function closeEmpty(c: PageContext, desk: Desk) {
  const reading = readingOf(c, desk);
  if (!reading) return notFound(c, desk, MISSING);
  const { assignment, question, answers } = reading;
  let closed = 0;
  for (const answer of answers.filter(({ read }) => !read)) {
    await new Promise(setImmediate); // a class takes a second or two: others are answered meanwhile
    const work = workOf(desk, assignment, answer);
    if (!work?.ok || !assignment.source) continue;
    const cells = work.cells.filter((cell) => cell.question === question.id);
    if (cells.some(({ source, released }) => source.trim() !== "" && source.trim() !== released?.trim())) continue;
    const { student, sha256 } = answer;
    const mark = { student, sha256, question: question.id, points: 0, comment: "No answer was given.", rubric: [] };
    desk.site.gradebook.marks.give(assignment.name, {
      ...mark,
      author: c.var.session.user,
      given: new Date().toISOString(),
    });
    closed++;
  }
  c.var.session.notice = `${closed} ${closed === 1 ? "answer was" : "answers were"} empty and got 0 points.`;
  return c.redirect(`/a/${assignment.name}/read`, 303);
}
