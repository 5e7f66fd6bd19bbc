/** The instructor's page as one application: guards first, then the routes. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { Door, type Environment, headers, knownHosts, ownFormsOnly } from "./access/guard.ts";
import type { Sessions } from "./access/sessions.ts";
import { page } from "./pages/layout.tsx";
import { LoginPage, MessagePage } from "./pages/login-page.tsx";
import { Regrades } from "./regrades.ts";
import { makeRenderers } from "./render/renderers.ts";
import { answerRoutes } from "./routes/answers.tsx";
import { assignmentRoutes } from "./routes/assignment.tsx";
import { courseRoutes } from "./routes/course.tsx";
import { type Desk, field, notFound } from "./routes/desk.tsx";
import { exportRoutes } from "./routes/exports.tsx";
import { StaticFiles } from "./routes/static-files.ts";
import { submissionRoutes } from "./routes/submission.tsx";
import type { Site } from "./site.ts";

export interface AppOptions {
  site: Site;
  sessions: Sessions;
  /** Names that may stand in the Host header. */
  hosts: readonly string[];
  /** The name under which the link from the terminal logs in. */
  user: string;
}

const MAX_FORM = 8 << 20;

export function makeApp({ site, sessions, hosts, user }: AppOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const files = new StaticFiles();
  const door = new Door(sessions);
  const desk: Desk = {
    site,
    renderers: makeRenderers(),
    regrades: new Regrades(site.gradebook),
    sessions,
    version: files.version,
  };
  app.use(knownHosts(hosts), headers(), bodyLimit({ maxSize: MAX_FORM }));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse(); // a guard that turns a request away
    console.error(`gradlab serve: ${c.req.method} ${c.req.path}: ${error.stack}`);
    const text = "The terminal in which the server runs says more.";
    const body = <MessagePage title="Something went wrong" text={text} />;
    return c.html(page({ title: "Error", course: site.title, version: files.version }, body), 500);
  });
  files.routes(app);
  loginRoutes(app, door, { title: site.title, version: files.version, user });
  app.use(door.loggedIn(), ...ownFormsOnly());
  app.post("/logout", (c) => {
    door.logout(c);
    return c.redirect("/login", 303);
  });
  for (const routes of [courseRoutes, assignmentRoutes, answerRoutes, submissionRoutes, exportRoutes])
    routes(app, desk);
  app.notFound((c) => (c.var.session ? notFound(c, desk, "There is no such page.") : c.text("Not found", 404)));
  return app;
}

interface LoginWords {
  title: string;
  version: string;
  user: string;
}

/** `/login?token=...` is the link from the terminal; the token leaves the address at once. */
function loginRoutes(app: Hono<Environment>, door: Door, { title, version, user }: LoginWords): void {
  const form = (wrong: boolean) =>
    page({ title: "Log in", course: title, version }, <LoginPage user={user} wrong={wrong} />);
  app.get("/login", (c) => {
    const token = c.req.query("token");
    if (token !== undefined && door.login(c, token, user)) return c.redirect("/", 303);
    return c.html(form(token !== undefined), token === undefined ? 200 : 401);
  });
  app.post("/login", async (c) => {
    const name = (await field(c, "user")).trim().slice(0, 60) || user;
    if (door.login(c, await field(c, "token"), name)) return c.redirect("/", 303);
    return c.html(form(true), 401);
  });
}
