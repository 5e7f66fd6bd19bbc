/** What every route works with, and how a page is shown. */
import type { Child } from "hono/jsx";
import type { PageContext } from "../access/guard.ts";
import type { Sessions } from "../access/sessions.ts";
import { type Crumb, page } from "../pages/layout.tsx";
import { MessagePage } from "../pages/login-page.tsx";
import type { Regrades } from "../regrades.ts";
import type { Renderers } from "../render/renderers.ts";
import type { Site, SiteAssignment } from "../site.ts";

export interface Desk {
  site: Site;
  renderers: Renderers;
  regrades: Regrades;
  sessions: Sessions;
  /** Digest of the static files. */
  version: string;
}

interface Shown {
  title: string;
  trail?: Crumb[];
  wide?: boolean;
}

export function show(c: PageContext, { site, version }: Desk, shown: Shown, body: Child) {
  const { session } = c.var;
  const { notice, user, csrf } = session;
  session.notice = undefined;
  return c.html(page({ ...shown, course: site.title, user, csrf, notice, version }, body));
}

export function notFound(c: PageContext, desk: Desk, text: string) {
  c.status(404);
  return show(c, desk, { title: "Not found" }, <MessagePage title="Not found" text={text} />);
}

/** The assignment of the address, and the trail that leads to it. */
export function assignmentOf(c: PageContext, { site }: Desk): SiteAssignment | undefined {
  return site.assignment(c.req.param("name") ?? "");
}

export function trailTo({ name, title }: SiteAssignment, ...rest: Crumb[]): Crumb[] {
  const own = rest.length > 0 ? { text: title, href: `/a/${name}` } : { text: title };
  return [{ text: "Assignments", href: "/" }, own, ...rest];
}

/** A text field of a form; empty where it is missing or a file. */
export async function field(c: PageContext, name: string): Promise<string> {
  const { [name]: value } = await c.req.parseBody();
  return typeof value === "string" ? value : "";
}
