/** Style, script, and the fonts of formulas: a list of files, so that no address leads anywhere else. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Hono } from "hono";
import { STYLE } from "../../report/style.ts";
import type { Environment } from "../access/guard.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export class StaticFiles {
  private readonly files: Map<string, Buffer>;
  /** Digest of all of them: part of their addresses, so that browsers may keep them. */
  readonly version: string;

  constructor() {
    this.files = staticFiles();
    const hash = createHash("sha256");
    for (const bytes of this.files.values()) hash.update(bytes);
    this.version = hash.digest("hex").slice(0, 10);
  }

  routes(app: Hono<Environment>): void {
    app.get("/assets/*", (c) => {
      const bytes = this.files.get(c.req.path.slice("/assets/".length));
      if (!bytes) return c.notFound();
      c.header(
        "Cache-Control",
        c.req.query("v") === this.version ? "private, max-age=31536000, immutable" : "no-cache",
      );
      return c.body(new Uint8Array(bytes), 200, { "Content-Type": TYPES[extname(c.req.path)] });
    });
  }
}

/** The rules of one part of the page each, after those that the feedback pages have too. */
const STYLES = ["frame", "controls", "lists", "tables", "submission", "cells", "reading"];

function stylesheet(folder: string): Buffer {
  return Buffer.from([STYLE, ...STYLES.map((name) => readFileSync(join(folder, `${name}.css`), "utf8"))].join("\n"));
}

function staticFiles(): Map<string, Buffer> {
  const require = createRequire(import.meta.url);
  const assets = join(dirname(require.resolve("gradlab/package.json")), "autograder", "serve", "assets");
  const katex = dirname(require.resolve("katex/dist/katex.min.css"));
  const client = join(import.meta.dirname, "..", "client");
  const files = new Map<string, Buffer>();
  const add = (name: string, path: string) => files.set(name, readFileSync(path));
  files.set("style.css", stylesheet(join(assets, "styles")));
  add("icon.svg", join(assets, "icon.svg"));
  add("katex/katex.min.css", join(katex, "katex.min.css"));
  for (const font of readdirSync(join(katex, "fonts")).filter((name) => name.endsWith(".woff2")))
    add(`katex/fonts/${font}`, join(katex, "fonts", font));
  const scripts = existsSync(client) ? readdirSync(client).filter((name) => name.endsWith(".js")) : [];
  for (const script of scripts) add(script, join(client, script));
  return files;
}
