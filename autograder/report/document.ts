/** The frame of a page: self-contained, without script, closed by a content security policy. */
import { createHash } from "node:crypto";
import { escapeMarkup, type Markup } from "./html.ts";
import { STYLE } from "./style.ts";

/** All that a page may use is its one style and pictures within itself; no script, no request, no form, no frame, whatever its text may say. */
export function policyOf(style: string): string {
  const digest = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`;
}

/**
 * A whole HTML document around the markup of its body.
 * @param more style rules of this page alone
 */
export function htmlDocument(title: string, body: Markup, more = ""): string {
  const style = STYLE + more;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policyOf(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body.text}
</main>
</body>
</html>
`;
}
