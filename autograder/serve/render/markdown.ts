/**
 * Markdown of notebooks as HTML that holds nothing but text: raw HTML is escaped, links lead only to the web, pictures only come out of the
 * notebook itself, formulas are set on the server.
 */
import katexPlugin from "@vscode/markdown-it-katex";
import type { MimeBundle } from "gradlab/kernel/notebook";
import MarkdownIt from "markdown-it";
import { visible } from "../../report/index.ts";

/** Characters of one cell that are rendered; a long answer has some thousands. */
const MAX = 60_000;
/** Commands that load, link or style are off in KaTeX unless trusted; a formula can not grow over the page or without end. */
const KATEX = {
  throwOnError: false,
  trust: false,
  maxSize: 8,
  maxExpand: 500,
  strict: "ignore",
  errorColor: "inherit",
};
const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

export type Attachments = Record<string, MimeBundle>;

export class Markdown {
  private readonly parser = makeParser();

  /** @param attachments a cell's own pictures, by name */
  html(text: string, attachments: Attachments = {}): string {
    return this.parser.render(visible(text, MAX), { attachments });
  }
}

type Parser = InstanceType<typeof MarkdownIt>;
type Plugin = (parser: Parser, options: typeof KATEX) => void;

function makeParser(): Parser {
  const { default: katex } = katexPlugin as unknown as { default: Plugin }; // CommonJS that was an ES module
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false }).use(katex, KATEX);
  // A page has its own outline; headings of others are text that looks like one.
  parser.renderer.rules.heading_open = (tokens, index) => `<p class="as-${tokens[index].tag}">`;
  parser.renderer.rules.heading_close = () => "</p>\n";
  parser.renderer.rules.table_open = () => '<table class="plain">\n';
  parser.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    const href = String(tokens[index].attrGet("href") ?? "");
    if (!/^(https?|mailto):/i.test(href)) return "<a>";
    tokens[index].attrSet("target", "_blank");
    tokens[index].attrSet("rel", "noopener noreferrer");
    return self.renderToken(tokens, index, options);
  };
  parser.renderer.rules.image = (tokens, index, _options, env) => {
    const { attachments } = env as { attachments: Attachments };
    const [source, name] = [String(tokens[index].attrGet("src") ?? ""), tokens[index].content];
    return picture(source, name, attachments, parser.utils.escapeHtml);
  };
  return parser;
}

/** A picture from elsewhere would tell its owner who reads what; its address is shown instead. */
function picture(source: string, name: string, attachments: Attachments, escaped: (text: string) => string): string {
  const alt = escaped(name || "picture");
  const data = source.startsWith("attachment:") ? attached(attachments, source.slice("attachment:".length)) : source;
  if (data.startsWith("data:image/")) return `<img src="${escaped(data)}" alt="${alt}">`;
  return `<span class="tag">picture ${alt}: ${escaped(source.slice(0, 200))}</span>`;
}

function attached(attachments: Attachments, name: string): string {
  const bundle = Object.hasOwn(attachments, name) ? attachments[name] : {};
  const type = PICTURES.find((one) => typeof bundle[one] === "string");
  return type ? `data:${type};base64,${String(bundle[type]).replace(/[^A-Za-z0-9+/=]/g, "")}` : "";
}
