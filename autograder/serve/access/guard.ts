/** Who may ask what: the Host header, security headers, the login, and forms that only this page can send. */
import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import { type Session, type Sessions, sameText } from "./sessions.ts";

export interface Environment {
  Variables: {
    session: Session;
    /** A content security policy of this answer alone. */
    policy?: string;
  };
}

export type PageContext = Context<Environment>;

/** Nothing but our own script, style and pictures; frames only of our own address, which are sandboxed. */
export const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'unsafe-inline'"], // KaTeX places the parts of a formula by style attributes; no other rule may stand in a page
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/**
 * A name in the Host header that is not ours means that another site's name was pointed at this machine (DNS rebinding).
 * @param hosts names as they stand in a Host header, without port
 */
export function knownHosts(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return async (c, next) => {
    const name = (c.req.header("host") ?? "").toLowerCase().replace(/:\d+$/, "");
    if (!known.has(name)) return c.text(`expected one of the hosts ${[...known].join(", ")}, got another one`, 421);
    return next();
  };
}

export function headers(): MiddlewareHandler<Environment> {
  const page = secureHeaders({
    contentSecurityPolicy: PAGE_POLICY,
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    strictTransportSecurity: false, // plain HTTP on the machine itself
  });
  return async (c, next) => {
    await page(c, next);
    if (c.var.policy === undefined) return;
    c.res.headers.set("Content-Security-Policy", c.var.policy);
    c.res.headers.set("X-Frame-Options", "SAMEORIGIN");
  };
}

/** A form counts where the browser says that it comes from this page, and where it carries the session's own word. */
export function ownFormsOnly(): MiddlewareHandler<Environment>[] {
  const word: MiddlewareHandler<Environment> = async (c, next) => {
    if (c.req.method !== "POST") return next();
    const { csrf: given } = await c.req.parseBody();
    if (typeof given === "string" && sameText(given, c.var.session.csrf)) return next();
    return c.text("This form is from an earlier session. Go back, reload the page and send it again.", 403);
  };
  return [csrf({ origin: (origin, c) => isOwnOrigin(origin, c.req.header("host")) }), word];
}

/** Whether a form comes from a page of this host; by which protocol is a proxy's business. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** For what others wrote: it may draw itself and nothing else, alone in an origin of its own. */
export const STRANGER_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; frame-ancestors 'self'";

/** The session's cookie: no script reads it, no other site's request carries it. */
export class Door {
  private readonly sessions: Sessions;
  private readonly cookie: string;

  /** Two servers on one machine share their cookies whatever their ports, hence a name of its own for each. */
  constructor(sessions: Sessions) {
    this.sessions = sessions;
    this.cookie = `gradlab-${createHash("sha256").update(sessions.token).digest("hex").slice(0, 8)}`;
  }

  /** Lets in whoever is logged in; others are sent to the login. */
  loggedIn(): MiddlewareHandler<Environment> {
    return async (c, next) => {
      const session = this.sessions.find(getCookie(c, this.cookie));
      if (!session) return c.req.method === "GET" ? c.redirect("/login", 303) : c.text("Please log in first.", 401);
      c.set("session", session);
      c.header("Cache-Control", "no-store");
      return next();
    };
  }

  /** Whether the token was right. */
  login(c: Context, token: string, user: string): boolean {
    const session = this.sessions.login(token, user);
    if (session) setCookie(c, this.cookie, session.id, { httpOnly: true, sameSite: "Strict", path: "/" });
    return session !== undefined;
  }

  logout(c: Context): void {
    const id = getCookie(c, this.cookie);
    if (id) this.sessions.logout(id);
    deleteCookie(c, this.cookie, { path: "/" });
  }
}
