/** The frame of every page: head, the bar on top, the trail, a notice. */
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import { visibleLine } from "../../report/index.ts";

/** A step of the trail, the page itself last. */
export interface Crumb {
  text: string;
  href?: string;
}

export interface Frame {
  title: string;
  course: string;
  /** Undefined before the login. */
  user?: string;
  csrf?: string;
  trail?: Crumb[];
  /** What came of the last form. */
  notice?: string;
  /** Digest of style and script, so that a browser keeps them until they change. */
  version: string;
  wide?: boolean;
}

interface LayoutProps {
  frame: Frame;
  children?: Child;
}

/** A whole page as HTML text. */
export function page(frame: Frame, body: Child) {
  return html`<!doctype html>${<Layout frame={frame}>{body}</Layout>}`;
}

function Layout({ frame, children }: LayoutProps) {
  const { title, course, wide, notice, trail, version } = frame;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${visibleLine(title, 120)} – ${visibleLine(course, 80)}`}</title>
        <link rel="stylesheet" href={`/assets/katex/katex.min.css?v=${version}`} />
        <link rel="stylesheet" href={`/assets/style.css?v=${version}`} />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script type="module" src={`/assets/main.js?v=${version}`}></script>
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the page
        </a>
        <TopBar frame={frame} />
        <main id="main" class={wide ? "wide" : undefined}>
          {trail && <Trail trail={trail} />}
          {notice && (
            <p class="notice" role="status">
              {visibleLine(notice, 500)}
            </p>
          )}
          {children}
        </main>
      </body>
    </html>
  );
}

function TopBar({ frame: { course, user, csrf } }: { frame: Frame }) {
  return (
    <header class="bar-top">
      <a class="brand" href="/">
        {visibleLine(course, 80)}
      </a>
      {user !== undefined && csrf !== undefined && (
        <>
          <nav aria-label="Course">
            <a href="/">Assignments</a>
            <a href="/students">Students</a>
          </nav>
          <form method="post" action="/logout" class="who">
            <input type="hidden" name="csrf" value={csrf} />
            <span>{visibleLine(user, 60)}</span>
            <button type="submit" class="quiet">
              Log out
            </button>
          </form>
        </>
      )}
    </header>
  );
}

function Trail({ trail }: { trail: Crumb[] }) {
  return (
    <nav class="trail" aria-label="You are here">
      <ol>
        {trail.map(({ text, href }) => (
          <li>
            {href ? (
              <a href={href}>{visibleLine(text, 80)}</a>
            ) : (
              <span aria-current="page">{visibleLine(text, 80)}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
