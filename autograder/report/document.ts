/** The frame of a page: self-contained, without script, closed by a content security policy. */
import { createHash } from "node:crypto";
import { escapeMarkup, type Markup } from "./html.ts";
import { STYLE } from "./style.ts";

/** The only thing that a page may use is this one style; no script, no request, no form, no frame, whatever its text may say. */
export const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** A whole HTML document around the markup of its body. */
export function htmlDocument(title: string, body: Markup): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.text}
</main>
</body>
</html>
`;
}
