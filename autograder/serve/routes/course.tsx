/** The course, its students, and how far its batches are. */
import type { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { type BatchProgress, summary } from "../../gradebook/index.ts";
import type { Environment } from "../access/guard.ts";
import { type CourseLine, CoursePage } from "../pages/course-page.tsx";
import { batchWords } from "../pages/parts.tsx";
import { type StudentLine, StudentsPage } from "../pages/students-page.tsx";
import type { Site, SiteAssignment } from "../site.ts";
import { type Desk, show } from "./desk.tsx";

/** How often running batches are looked at, in milliseconds. */
const LOOK_MS = 400;

export function courseRoutes(app: Hono<Environment>, desk: Desk): void {
  const { site } = desk;
  app.get("/", (c) => {
    const lines = courseLines(site);
    const page = <CoursePage title={site.title} lines={lines} students={site.roster.length} />;
    return show(c, desk, { title: "Assignments" }, page);
  });
  app.get("/students", (c) => {
    const assignments = assignmentsOf(site);
    const page = <StudentsPage assignments={assignments} lines={studentLines(site, assignments)} />;
    return show(c, desk, { title: "Students", wide: true }, page);
  });
  app.get("/live", (c) =>
    streamSSE(c, async (stream) => {
      let told = "";
      while (!stream.aborted && !stream.closed && desk.sessions.find(c.var.session.id)) {
        const batches = JSON.stringify(site.gradebook.batches.latest().map(progressOf));
        if (batches !== told) await stream.writeSSE({ event: "batches", data: batches });
        told = batches;
        await stream.sleep(LOOK_MS);
      }
    }),
  );
}

/** As the browser's side reads it. */
function progressOf(batch: BatchProgress) {
  const { assignment, done, total, ended } = batch;
  return { assignment, done, total, running: ended === null, words: batchWords(batch) };
}

function assignmentsOf(site: Site): SiteAssignment[] {
  return site.names().flatMap((name) => site.assignment(name) ?? []);
}

function courseLines(site: Site): CourseLine[] {
  const batches = new Map(site.gradebook.batches.latest().map((batch) => [batch.assignment, batch]));
  return assignmentsOf(site).map((assignment) => ({
    assignment,
    standing: summary(assignment.name, site.standings(assignment)),
    batch: batches.get(assignment.name),
  }));
}

/** The roster in its order, then everybody else who has results. */
function studentLines(site: Site, assignments: readonly SiteAssignment[]): StudentLine[] {
  const standings = assignments.map(
    (one) => new Map(site.standings(one).map((standing) => [standing.student, standing])),
  );
  const ids = new Set([...site.roster.map(({ id }) => id), ...standings.flatMap((own) => [...own.keys()])]);
  return [...ids].map((id) => {
    const cells = standings.map((own) => own.get(id));
    const total = cells.reduce((sum, cell) => sum + (cell?.score ?? 0), 0);
    return { student: site.student(id), cells, total: Math.round(total * 100) / 100 };
  });
}
