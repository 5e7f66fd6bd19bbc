/** Markup that was made by an escaping template or renderer of ours, put in as it is. */
import { raw } from "hono/html";
import type { Markup } from "../../report/html.ts";

/** Of the reports' own templates. */
export function Raw({ markup }: { markup: Markup }) {
  return <>{raw(markup.text)}</>;
}

/** What may be wider than a phone and is then scrolled, by keyboard too. */
const WIDE = /class="katex|<pre|<table|<img/;

/** Of the markdown and code renderers, which escape whatever they do not make themselves. */
export function Rendered({
  html,
  as: Tag = "div",
  class: name,
}: {
  html: string;
  as?: "div" | "code";
  class?: string;
}) {
  return (
    <Tag class={name} tabindex={Tag === "div" && WIDE.test(html) ? 0 : undefined}>
      {raw(html)}
    </Tag>
  );
}
